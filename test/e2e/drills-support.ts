import { dump } from 'js-yaml';
import { aScenario } from '../../src/drills/domain/run.fixture.js';
import type { Scenario } from '../../src/drills/domain/scenario.js';
import type { TestApp } from '../support/index.js';

/** Stores a scenario of `service`, by the name of that service unless told otherwise. */
export async function scenarioOf(app: TestApp, over: Partial<Scenario> & { scenario: string }): Promise<Scenario> {
  const scenario = aScenario(over);
  await app
    .as()
    .put(`/api/v1/drill-scenarios/${scenario.scenario}`)
    .send({ yaml: dump(scenario) })
    .expect((response) => {
      if (response.status > 201) throw new Error(JSON.stringify(response.body));
    });
  return scenario;
}

/** A service with a flag of its own, and a scenario that flips it. */
export async function drilled(
  app: TestApp,
  over: Partial<Scenario> = {},
): Promise<{ service: string; flag: string; scenario: string }> {
  const service = await app.service({ team: 'payments', repository: 'acme/shop' });
  const flag = `${service}-pricing`;
  const body = { key: flag, name: flag, kind: 'kill_switch', service, owner: { team: 'payments' } };
  await app.as().post('/api/v1/flags').send(body).expect(201);
  const scenario = `drill-${service}`;
  await scenarioOf(app, {
    service,
    flag,
    injects: [{ id: 'release', title: 'Release', atSeconds: 30, does: { kind: 'flip', flag, on: true } }],
    cleanup: [{ kind: 'flip', flag, on: false }, { kind: 'resolve_incidents' }],
    ...over,
    scenario,
  });
  return { service, flag, scenario };
}

/** A run that has begun. */
export async function begun(app: TestApp, body: object): Promise<string> {
  const { body: run } = await app
    .as()
    .post('/api/v1/drills')
    .send({ mode: 'people', ...body })
    .expect(201);
  await app.as().post(`/api/v1/drills/${run.id}/start`).expect(200);
  return String(run.id);
}
