import type { Api } from '../api.js';
import { CliError } from '../cli-error.js';
import { textOf } from '../json.js';
import type { Receiver } from './receiver.js';
import { fromNow, type Run } from './run.js';

/** Who and what the story needs besides the history. */
export interface Stage {
  /** Who is on call, bearing a token of that person that may write incidents and no more. */
  onCall: { person: string; api: Api };
  /** Somebody else, who reviews. */
  reviewer: { person: string; api: Api };
  /** Key of an Events v2 alert source. */
  routingKey: string;
  /** Evaluates flags as an application in production would. */
  application: Api;
  /** Takes back what should not outlive the run: tokens, the alert source and the contacts that lead to it. */
  clear(): Promise<void>;
}

const PEOPLE = { ada: 'Ada (demo)', bob: 'Bob (demo)' } as const;

export async function setStage(run: Run, receiver: Receiver): Promise<Stage> {
  const { api, team, service } = run;
  const contact = { kind: 'webhook', url: receiver.url, secret: receiver.secret };
  for (const name of ['ada', 'bob'] as const) await putPerson(run, name, [contact]);
  await api.put('/api/v1/schedules/demo', {
    team,
    timezone: 'UTC',
    rotation: {
      period: 'weekly',
      handoff: '09:00',
      anchor: '2026-01-05',
      people: [run.person('ada'), run.person('bob')],
    },
    escalateAfterMinutes: 5,
  });
  const { body: duty } = await api.get(`/api/v1/on-call?service=${encodeURIComponent(service)}`);
  const person = textOf(duty['person']);
  if (person === null)
    throw new CliError(
      'Nobody is on call although the demo made a schedule; another schedule of the team "demo" is in the way.',
    );
  const other = person === run.person('ada') ? run.person('bob') : run.person('ada');

  const source = await api.post(`/api/v1/services/${encodeURIComponent(service)}/alert-sources`, { kind: 'events_v2' });
  const routingKey = textOf(source.body['key']) ?? '';
  const sourceId = textOf(source.body['id']);

  const tokens: string[] = [];
  const tokenOf = async (body: object): Promise<Api> => {
    const made = await api.post('/api/v1/tokens', { name: `demo ${run.id}`, expiresAt: fromNow(3_600), ...body });
    tokens.push(textOf(made.body['id']) ?? '');
    return api.as(textOf(made.body['token']) ?? '');
  };
  const permissions = ['read', 'incidents:write'];
  const onCall = { person, api: await tokenOf({ permissions, person }) };
  const reviewer = { person: other, api: await tokenOf({ permissions, person: other }) };
  const application = await tokenOf({ permissions: ['flags:evaluate'], environment: run.environment });
  run.tell(
    'people and on-call',
    `${person} is on call for ${service} until ${textOf(duty['until']) ?? 'further notice'}; ${other} is next`,
  );
  return {
    onCall,
    reviewer,
    routingKey,
    application,
    clear: async () => {
      for (const name of ['ada', 'bob'] as const) await putPerson(run, name, []);
      for (const id of tokens) await api.delete(`/api/v1/tokens/${id}`);
      if (sourceId !== null) await api.delete(`/api/v1/alert-sources/${sourceId}`, { allow: [404] });
    },
  };
}

async function putPerson(run: Run, name: keyof typeof PEOPLE, contacts: object[]): Promise<void> {
  const key = run.person(name);
  await run.api.put(`/api/v1/people/${key}`, {
    name: PEOPLE[name],
    email: `${key}@example.com`,
    teams: [run.team],
    active: true,
    contacts,
  });
}
