import { randomBytes } from 'node:crypto';
import type { Scenario } from '../../../drills/index.js';
import type { Api } from '../../api.js';
import { CliError } from '../../cli-error.js';
import { startReceiver, type Receiver } from '../../demo/receiver.js';
import { fromNow } from '../../demo/run.js';
import { textOf } from '../../json.js';
import { CHECKS } from '../lab/ci.js';

export const TEAM = 'drill';
/** Each scenario has a production of its own, so that no program of another one is asked whether a flip has reached it. */
const ENVIRONMENTS = ['drill-pricing', 'drill-boundary'];
export const REPOSITORY = 'drill/shop';
/** The same service, delivered the old way from a repository without a guard. */
export const OLD_REPOSITORY = 'drill/shop-old-way';

const NAMES = { ada: 'Ada', bob: 'Bob', fay: 'Fay', olga: 'Olga' } as const;
type Name = keyof typeof NAMES;
const keyOf = (name: Name): string => `drill-${name}`;

/** A person, and the API as that person. */
export interface Actor {
  person: string;
  as: (api: Api) => Api;
}

/** Who and what a drill needs besides the shop. */
export interface Cast {
  facilitator: string;
  observer: Actor;
  /** Whoever is on call, bearing a token of that person that may write incidents and no more. */
  responder: Actor;
  reviewer: Actor;
  routingKey: string;
  /** Token by which the shop asks for its flags. */
  evaluation: string;
  /** Token by which the remote asks the merge guard. */
  gate: string;
  receiver: Receiver;
  clear(): Promise<void>;
}

export async function gatherCast(api: Api, { service, environment }: Scenario): Promise<Cast> {
  const receiver = await startReceiver(randomBytes(18).toString('base64url'));
  const tokens: string[] = [];
  let source: string | null = null;
  const clear = async (): Promise<void> => {
    await receiver.close();
    for (const name of ['ada', 'bob'] as const) await putPerson(api, name, []);
    for (const id of tokens) await api.delete(`/api/v1/tokens/${id}`, { allow: [404] });
    if (source !== null) await api.delete(`/api/v1/alert-sources/${source}`, { allow: [404] });
  };
  try {
    await placeService(api, service, environment);
    const contact = { kind: 'webhook', url: receiver.url, secret: receiver.secret };
    for (const name of ['ada', 'bob'] as const) await putPerson(api, name, [contact]);
    for (const name of ['fay', 'olga'] as const) await putPerson(api, name, []);
    const onCall = await takeTurns(api, service);
    const made = await api.post(`/api/v1/services/${service}/alert-sources`, { kind: 'events_v2', environment });
    source = textOf(made.body['id']);
    const tokenOf = async (body: object): Promise<string> => {
      const answer = await api.post('/api/v1/tokens', { name: 'drill', expiresAt: fromNow(3_600), ...body });
      tokens.push(textOf(answer.body['id']) ?? '');
      return textOf(answer.body['token']) ?? '';
    };
    const actor = async (person: string): Promise<Actor> => {
      const token = await tokenOf({ permissions: ['read', 'incidents:write'], person });
      return { person, as: (tagged) => tagged.as(token) };
    };
    return {
      facilitator: keyOf('fay'),
      observer: await actor(keyOf('olga')),
      responder: await actor(onCall),
      reviewer: await actor(onCall === keyOf('ada') ? keyOf('bob') : keyOf('ada')),
      routingKey: textOf(made.body['key']) ?? '',
      evaluation: await tokenOf({ permissions: ['flags:evaluate'], environment }),
      gate: await tokenOf({ permissions: ['gates:evaluate'] }),
      receiver,
      clear,
    };
  } catch (error) {
    await clear();
    throw error;
  }
}

async function placeService(api: Api, service: string, environment: string): Promise<void> {
  await api.put(`/api/v1/teams/${TEAM}`, { name: 'Drills' });
  const keys = new Set([...ENVIRONMENTS, environment]);
  const environments = [...keys].map((key) => ({ key, production: true }));
  const body = { team: TEAM, environments };
  await api.put(`/api/v1/services/${service}`, { name: 'Shop (drills)', repository: REPOSITORY, ...body });
  await api.put(`/api/v1/services/${service}-old-way`, {
    name: 'Shop, the old way (drills)',
    repository: OLD_REPOSITORY,
    ...body,
  });
  const requiredChecks = CHECKS.map((name) => ({ name }));
  await api.put(`/api/v1/repositories/${REPOSITORY}/merge-policy`, { requiredChecks });
}

async function takeTurns(api: Api, service: string): Promise<string> {
  await api.put(`/api/v1/schedules/${TEAM}`, {
    team: TEAM,
    timezone: 'UTC',
    rotation: { period: 'weekly', handoff: '09:00', anchor: '2026-01-05', people: [keyOf('ada'), keyOf('bob')] },
    escalateAfterMinutes: 5,
  });
  const { body } = await api.get(`/api/v1/on-call?service=${service}`);
  const person = textOf(body['person']);
  if (person !== keyOf('ada') && person !== keyOf('bob'))
    throw new CliError(`Another schedule of the team "${TEAM}" is in the way: ${person ?? 'nobody'} is on call.`, 1);
  return person;
}

export async function putPerson(api: Api, name: Name, contacts: object[], active = true): Promise<void> {
  await api.put(`/api/v1/people/${keyOf(name)}`, {
    name: `${NAMES[name]} (drill)`,
    email: `${keyOf(name)}@example.com`,
    teams: [TEAM],
    active,
    contacts,
  });
}
