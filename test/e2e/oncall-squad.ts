import { expect } from 'vitest';
import { Ticks } from '../../src/platform/index.js';
import type { TestApp } from '../support/index.js';

export interface Squad {
  team: string;
  service: string;
  key: string;
  people: string[];
}

let squads = 0;

/** A service with a rotation of people, each reached at `/<person>`, and a key to send events with. */
export async function squad(
  on: TestApp,
  contacts: (person: string) => object[],
  names = ['ada', 'bob'],
): Promise<Squad> {
  squads += 1;
  const number = squads;
  const team = `team-${number}`;
  const service = await on.service({ key: `service-${number}`, team });
  const people: string[] = [];
  for (const name of names) {
    const key = `${name}-${number}`;
    people.push(await on.person({ key, teams: [team], contacts: contacts(key) }));
  }
  await on
    .as()
    .put(`/api/v1/schedules/${team}`)
    .send({
      team,
      timezone: 'UTC',
      rotation: { period: 'weekly', handoff: '09:00', anchor: '2026-01-05', people },
      escalateAfterMinutes: 5,
    });
  const source = await on.as().post(`/api/v1/services/${service}/alert-sources`).send({ kind: 'events_v2' });
  return { team, service, people, key: source.body.key };
}

/** Sends an event of the squad's one trouble. */
export async function send(on: TestApp, key: string, event_action = 'trigger', headers: object = {}): Promise<void> {
  const payload = { summary: 'Carts are lost', source: 'web-1', severity: 'critical' };
  const response = await fetch(`${on.url}/v2/enqueue`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ routing_key: key, event_action, dedup_key: 'carts', payload }),
  });
  expect(response.status).toBe(202);
}

export async function alertOf(
  on: TestApp,
  { service }: Squad,
): Promise<{ id: string; pages: Record<string, unknown>[] }> {
  const { body } = await on.as().get(`/api/v1/alerts?service=${service}`);
  return (await on.as().get(`/api/v1/alerts/${body.items[0].id}`)).body;
}

export const tick = (on: TestApp): Promise<void> => on.get(Ticks).now('oncall.page');
