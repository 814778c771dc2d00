import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../support/index.js';

const MINUTE = 60_000;

let app: TestApp;
let made = 0;

const now = (): number => app.clock.now().getTime();
const ago = (minutes: number): string => new Date(now() - minutes * MINUTE).toISOString();
const read = async (id: string) => (await app.as().get(`/api/v1/incidents/${id}`)).body;
const linesOf = async (id: string) => (await app.as().get(`/api/v1/incidents/${id}/timeline?limit=500`)).body.items;
const step = async (id: string, name: string, body: object = {}) => {
  const answer = await app.as().post(`/api/v1/incidents/${id}/${name}`).send(body);
  expect([answer.status, answer.body]).toMatchObject([200, {}]);
  return answer.body;
};
const declare = async (): Promise<string> => {
  const body = { title: 'Cards fail', service: 'checkout', severity: 'sev2', startedAt: ago(60) };
  const { status, body: incident } = await app.as().post('/api/v1/incidents').send(body);
  expect(status).toBe(201);
  return String(incident.id);
};
/** A flag that is on in production and staging. */
const flag = async (): Promise<string> => {
  made += 1;
  const key = `Form.${made}`;
  const body = { key, name: key, kind: 'ops', service: 'checkout', owner: { team: 'payments' } };
  expect((await app.as().post('/api/v1/flags').send(body)).status).toBe(201);
  for (const environment of ['production', 'staging']) await flip(key, true, { environment });
  return key;
};
const flip = async (key: string, on: boolean, { environment = 'production', ...more }: Record<string, string> = {}) => {
  const path = `/api/v1/flags/${key}/environments/${environment}/flip`;
  const { status, body } = await app
    .as()
    .post(path)
    .send({ on, reason: 'test', ...more });
  expect(status).toBe(200);
  return String(body.flippedAt);
};
/** Kills, and says when; the clock goes on by five minutes then. */
const kill = async (key: string, incident?: string, token?: string): Promise<string> => {
  const { status, body } = await app
    .as(token)
    .post(`/api/v1/flags/${key}/kill`)
    .send({ environment: 'production', reason: `errors of ${key}`, ...(incident ? { incident } : {}) });
  expect([status, body]).toMatchObject([200, { on: false }]);
  app.clock.advance(5 * MINUTE);
  return String(body.flippedAt);
};
const rolledBack = (id: string, finishedAt: string, more: object = {}) =>
  app.facts([
    {
      kind: 'deployment',
      id,
      service: 'checkout',
      environment: 'production',
      status: 'success',
      reason: 'rollback',
      finishedAt,
      ...more,
    },
  ]);
/** What `/restore` without `at` takes for now. */
const restoredNow = async (id: string, body: object = {}) => {
  const before = now();
  const restored = await step(id, 'restore', body);
  expect(Date.parse(restored.restoredAt)).toBeGreaterThanOrEqual(before);
  expect(Date.parse(restored.restoredAt)).toBeLessThanOrEqual(now());
  return restored;
};

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'checkout', team: 'payments' });
});
afterAll(async () => app?.close());

describe('a kill that names the incident', () => {
  it('is its mitigation and enters the timeline, with flags:kill alone', async () => {
    const [id, key] = [await declare(), await flag()];
    const killed = await kill(key, id, await app.token({ permissions: ['flags:kill'] }));
    await eventually(async () =>
      expect(await read(id)).toMatchObject({ state: 'mitigated', mitigatedAt: killed, restoredAt: null }),
    );
    const lines = (await linesOf(id)).filter((line: { at: string }) => line.at === killed);
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).toContain(key);
    expect(JSON.stringify(lines)).toContain(`errors of ${key}`);
  });

  it('by flip is the same; turning on, or a kill that names none, is no mitigation', async () => {
    const [id, key, other] = [await declare(), await flag(), await flag()];
    await kill(other);
    await flip(other, true, { incident: id });
    const off = await flip(key, false, { incident: id });
    await eventually(async () => expect(await read(id)).toMatchObject({ state: 'mitigated', mitigatedAt: off }));
    expect((await read(id)).mitigations).toHaveLength(1);
  });

  it('never takes the state back', async () => {
    for (const last of ['restore', 'resolve']) {
      const [id, key] = [await declare(), await flag()];
      const before = await step(id, last);
      const killed = await kill(key, id);
      await eventually(async () =>
        expect((await linesOf(id)).some((line: { at: string }) => line.at === killed)).toBe(true),
      );
      const { state, restoredAt, resolvedAt } = before;
      expect(await read(id)).toMatchObject({ state, restoredAt, resolvedAt });
    }
  });

  it('may name an incident that another system told of, before or after it was told', async () => {
    const [first, second] = [await flag(), await flag()];
    const fact = (id: string) => ({ kind: 'incident', id, service: 'checkout', startedAt: ago(60) });
    await app.facts([fact('INC-1')]);
    await eventually(async () => expect((await read('INC-1')).state).toBe('declared'));
    const killed = [await kill(first, 'INC-1'), await kill(second, 'INC-2')];
    await app.facts([fact('INC-2')]);
    for (const [n, id] of ['INC-1', 'INC-2'].entries())
      await eventually(async () =>
        expect(await read(id)).toMatchObject({ state: 'mitigated', mitigatedAt: killed[n] }),
      );
    expect(await step('INC-1', 'restore')).toMatchObject({ restoredAt: killed[0], restoredBy: 'flag_off' });
    expect(await step('INC-2', 'restore')).toMatchObject({ restoredAt: killed[1], restoredBy: 'flag_off' });
  });
});

describe('/restore without `at`', () => {
  it('means now where nothing, or no kill or rollback, was told', async () => {
    await restoredNow(await declare());
    const id = await declare();
    for (const body of [{ by: 'config' }, { by: 'roll_forward', deployment: 'next' }, { by: 'other', note: 'luck' }])
      await step(id, 'mitigate', body);
    app.clock.advance(MINUTE);
    expect(await restoredNow(id)).toMatchObject({ restoredBy: 'other' });
  });

  it('means the last kill that named the incident, though the restore comes at once', async () => {
    const id = await declare();
    await kill(await flag(), id);
    const last = await kill(await flag(), id);
    await kill(await flag());
    expect(await step(id, 'restore')).toMatchObject({ state: 'restored', restoredAt: last, restoredBy: 'flag_off' });
  });

  it('means the last rollback that named it, told before or after it finished', async () => {
    for (const [n, order] of [['fact', 'name'] as const, ['name', 'fact'] as const].entries()) {
      const [id, deployment] = [await declare(), `back-${n}`];
      const finishedAt = ago(7);
      for (const act of order) {
        if (act === 'fact') await rolledBack(deployment, finishedAt);
        else await step(id, 'mitigate', { by: 'rollback', deployment });
      }
      await app.settled();
      expect(await step(id, 'restore'), order.join()).toMatchObject({ restoredAt: finishedAt, restoredBy: 'rollback' });
    }
  });

  it('means the later of kill and rollback', async () => {
    const [first, second] = [await declare(), await declare()];
    const killed = await kill(await flag(), first);
    await rolledBack('early', ago(30));
    await step(first, 'mitigate', { by: 'rollback', deployment: 'early' });
    expect(await step(first, 'restore')).toMatchObject({ restoredAt: killed });
    await kill(await flag(), second);
    const finishedAt = ago(1);
    await rolledBack('late', finishedAt);
    await step(second, 'mitigate', { by: 'rollback', deployment: 'late' });
    expect(await step(second, 'restore')).toMatchObject({ restoredAt: finishedAt, restoredBy: 'rollback' });
  });

  it('means now where the rollback failed, or was before the incident, or was another’s', async () => {
    await rolledBack('failed', ago(3), { status: 'failure' });
    await rolledBack('before', ago(600));
    await rolledBack('unnamed', ago(3));
    for (const deployment of ['failed', 'before', 'unknown']) {
      const id = await declare();
      await step(id, 'mitigate', { by: 'rollback', deployment });
      await app.settled();
      expect(await restoredNow(id)).toMatchObject({ restoredBy: 'rollback' });
    }
  });

  it('means now where the flag was turned on again after it', async () => {
    const [id, key] = [await declare(), await flag()];
    await kill(key, id);
    await flip(key, true);
    app.clock.advance(MINUTE);
    expect(await restoredNow(id)).toMatchObject({ restoredBy: 'flag_off' });
  });

  it('means the kill where another flag, or the same elsewhere, was turned on after it', async () => {
    const [id, key, other] = [await declare(), await flag(), await flag()];
    await flip(key, false, { environment: 'staging' });
    await kill(other);
    const killed = await kill(key, id);
    await flip(other, true);
    await flip(key, true, { environment: 'staging' });
    expect(await step(id, 'restore')).toMatchObject({ restoredAt: killed });
  });

  it('means the second kill where the flag was on in between', async () => {
    const [id, key] = [await declare(), await flag()];
    await kill(key, id);
    await flip(key, true);
    const again = await kill(key, id);
    expect(await step(id, 'restore')).toMatchObject({ restoredAt: again });
  });

  it('means now after a reopening, until there is another kill', async () => {
    const id = await declare();
    const killed = await kill(await flag(), id);
    expect(await step(id, 'restore')).toMatchObject({ restoredAt: killed });
    await step(id, 'reopen');
    app.clock.advance(MINUTE);
    await restoredNow(id);
    await step(id, 'reopen');
    app.clock.advance(MINUTE);
    const next = await kill(await flag(), id);
    expect(await step(id, 'restore')).toMatchObject({ restoredAt: next });
  });
});

describe('/restore without `by`', () => {
  it.each(['flag_off', 'rollback', 'roll_forward', 'config', 'other'])(
    'is %s where that was the last mitigation',
    async (by) => {
      const id = await declare();
      await step(id, 'mitigate', { by: by === 'config' ? 'other' : 'config' });
      app.clock.advance(MINUTE);
      await step(id, 'mitigate', { by });
      expect((await step(id, 'restore')).restoredBy).toBe(by);
    },
  );

  it('is the mode of the last mitigation, also where an earlier kill gives the moment', async () => {
    const id = await declare();
    const killed = await kill(await flag(), id);
    await step(id, 'mitigate', { by: 'config' });
    expect(await step(id, 'restore')).toMatchObject({ restoredAt: killed, restoredBy: 'config' });
  });
});

describe('/restore with `at` and `by`', () => {
  it('takes them as they are told, once', async () => {
    const id = await declare();
    await kill(await flag(), id);
    const at = ago(2);
    const restored = await step(id, 'restore', { at, by: 'roll_forward' });
    expect(restored).toMatchObject({ state: 'restored', restoredAt: at, restoredBy: 'roll_forward' });
    expect(await step(id, 'restore', { at: ago(1), by: 'other' })).toEqual(restored);
    const other = await declare();
    const killed = await kill(await flag(), other);
    expect(await step(other, 'restore', { by: 'other' })).toMatchObject({ restoredAt: killed, restoredBy: 'other' });
    const third = await declare();
    await kill(await flag(), third);
    expect(await step(third, 'restore', { at })).toMatchObject({ restoredAt: at, restoredBy: 'flag_off' });
  });

  it('refuses an end before the start, one far ahead, and an unknown mode', async () => {
    const id = await declare();
    for (const body of [{ at: ago(61) }, { at: ago(-60 * 25) }, { at: 'soon' }, { by: 'magic' }]) {
      const { status } = await app.as().post(`/api/v1/incidents/${id}/restore`).send(body);
      expect(status, JSON.stringify(body)).toBe(422);
    }
    expect((await read(id)).state).toBe('declared');
  });
});
