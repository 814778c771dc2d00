import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiDocument, PERMISSIONS, ROLES, type Permission } from '../../src/platform/index.js';
import { startApp, type TestApp } from '../support/index.js';

/** Who may call an endpoint: any one of these permissions or an admin; whoever is signed in; or evaluators alone. */
type May = readonly Permission[] | 'anybody' | 'evaluators';

const READ: May = ['read', 'flags:write'];
const READ_OR_KILL: May = [...READ, 'flags:kill'];
const ADMIN: May = ['admin'];

/** The first that fits decides. An endpoint that is like its neighbours needs no line of its own. */
const TABLE: readonly [RegExp, May][] = [
  [/^POST \S*(flags\/\{key\}\/kill|kill-questions\/\{id\}\/answer)$/, 'anybody'],
  [/^(PUT|DELETE) \S*\/(change-policy|removal-tracker|flag-kinds\/\{kind\})$/, ADMIN],
  [/^POST \S*\/flag-baselines$/, ADMIN],
  [/^\w+ \S*\/outgoing-webhooks/, ADMIN],
  [/^POST \S*\/(dry-run|preview)$/, READ],
  [/^POST \S*\/drill$/, ['flags:write', 'flags:kill']],
  [/^PUT \S*\/code-references\//, ['flags:write', 'gates:evaluate', 'facts:write']],
  [/^GET \S*\/(code-references\/\{owner\}|flag-waivers|flag-baselines)/, [...READ, 'gates:evaluate']],
  [/^(POST \S*\/exposures|PUT \S*\/flag-instances\/)/, ['flags:evaluate']],
  [/^POST \/ofrep\//, 'evaluators'],
  [/^GET (\/flagd\/|\S*\/flag-changes\/)/, ['flags:evaluate', 'read']],
  [/^GET \S*\/(flags|flags\/\{key\}|kill-\S*|waiting|flag-instances)$/, READ_OR_KILL],
  [
    /^GET \S*\/flags\/\{key\}\/(history|staleness|exposure|code-references|change-control|\S*\/receipts)$/,
    READ_OR_KILL,
  ],
  [/^GET /, READ],
  [/^/, ['flags:write']],
];

/** Beginnings of the paths of flags. */
const OURS =
  /^\/(api\/v1\/(flags|flag-|change-|scheduled-flips|kill-[rq]|waiting|segments|code-references|exposures|removal-tracker|outgoing-webhooks|services\/\{service\}\/change-policy)|ofrep\/v1\/evaluate|flagd\/)/;

/** Tokens with one permission each. */
const BEARERS: Record<string, readonly Permission[]> = Object.fromEntries(
  PERMISSIONS.map((permission) => [permission, [permission]]),
);
const OF_ROLE: Record<(typeof ROLES)[number], readonly Permission[]> = {
  viewer: ['read'],
  member: ['read', 'flags:write', 'incidents:write', 'dora:write', 'gates:evaluate'],
  responder: ['read', 'flags:write', 'incidents:write', 'dora:write', 'gates:evaluate', 'flags:kill', 'oncall:write'],
  admin: ['admin'],
};

interface Endpoint {
  name: string;
  method: string;
  path: string;
}

/** Ends as soon as the head of the answer is there: some of these are streams. */
async function call(
  app: TestApp,
  endpoint: Endpoint,
  headers: Record<string, string>,
): Promise<{ status: number; code: string }> {
  const path = endpoint.path.replaceAll(/\{[^}]+\}/g, 'no-such-thing');
  const unsafe = !['GET', 'HEAD'].includes(endpoint.method);
  const stop = new AbortController();
  const answer = await fetch(`${app.url}${path}`, {
    method: endpoint.method,
    headers: { ...headers, ...(unsafe ? { 'content-type': 'application/json' } : {}) },
    signal: stop.signal,
    ...(unsafe ? { body: '{"nonsense":true}' } : {}),
  });
  const isProblem = answer.headers.get('content-type')?.includes('problem+json') ?? false;
  const code = isProblem ? ((await answer.json()) as { code: string }).code : '';
  stop.abort();
  return { status: answer.status, code };
}

describe('every role against every action of flags', () => {
  let app: TestApp;
  let endpoints: Endpoint[];
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    app = await startApp({ worker: false });
    endpoints = Object.entries(openApiDocument(app.nest).paths).flatMap(([path, item]) =>
      OURS.test(path)
        ? Object.keys(item)
            .filter((method) => ['get', 'put', 'post', 'patch', 'delete'].includes(method))
            .map((method) => ({ name: `${method.toUpperCase()} ${path}`, method: method.toUpperCase(), path }))
        : [],
    );
    for (const [name, permissions] of Object.entries(BEARERS)) {
      const environment = permissions.includes('flags:evaluate') ? { environment: 'production' } : {};
      tokens.set(name, await app.token({ permissions: [...permissions], ...environment }));
    }
  });
  afterAll(() => app.close());

  /** All at once, in handfuls. */
  async function each<A>(ask: (endpoint: Endpoint) => Promise<A>): Promise<{ endpoint: Endpoint; answer: A }[]> {
    const answers: { endpoint: Endpoint; answer: A }[] = [];
    for (let from = 0; from < endpoints.length; from += 10) {
      const some = endpoints.slice(from, from + 10);
      answers.push(...(await Promise.all(some.map(async (endpoint) => ({ endpoint, answer: await ask(endpoint) })))));
    }
    return answers;
  }

  const mayOf = ({ name }: Endpoint): May => TABLE.find(([fits]) => fits.test(name))?.[1] ?? [];
  function allowed(may: May, has: readonly Permission[]): boolean {
    if (may === 'evaluators') return has.includes('flags:evaluate');
    return may === 'anybody' || has.includes('admin') || may.some((permission) => has.includes(permission));
  }
  /** For want of a permission, not for what was asked. The standard's own endpoints know no code, and no sessions. */
  const refused = ({ status, code }: { status: number; code: string }): boolean =>
    status === 401 || (status === 403 && (code === 'not_permitted' || code === ''));

  it('knows of the endpoints', () => {
    expect(endpoints.length).toBeGreaterThan(40);
    for (const [fits] of TABLE)
      expect(
        endpoints.some(({ name }) => fits.test(name)),
        String(fits),
      ).toBe(true);
  });

  it('asks everybody who they are', async () => {
    const answers = await each((endpoint) => call(app, endpoint, {}));
    const open = answers.filter(({ answer }) => answer.status !== 401).map(({ endpoint }) => endpoint.name);
    expect(open).toEqual([]);
  });

  it.each(Object.keys(BEARERS))('a token with %s alone', async (name) => {
    const wrong: string[] = [];
    const answers = await each((endpoint) =>
      call(app, endpoint, { authorization: `Bearer ${tokens.get(name) ?? ''}` }),
    );
    for (const { endpoint, answer } of answers) {
      const may = allowed(mayOf(endpoint), BEARERS[name] ?? []);
      if (may === refused(answer))
        wrong.push(`${endpoint.name}: ${may ? 'refused' : 'let in'} ${answer.status} ${answer.code}`);
      if (answer.status >= 500) wrong.push(`${endpoint.name}: ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each([...ROLES])('a %s who signed in', async (role) => {
    const browser = await app.signedIn(role);
    const wrong: string[] = [];
    const answers = await each((endpoint) =>
      call(app, endpoint, {
        cookie: `loop_session=${browser.cookie() ?? ''}`,
        'sec-fetch-site': 'same-origin',
      }),
    );
    for (const { endpoint, answer } of answers) {
      const may = allowed(mayOf(endpoint), OF_ROLE[role]);
      if (may === refused(answer))
        wrong.push(`${endpoint.name}: ${may ? 'refused' : 'let in'} ${answer.status} ${answer.code}`);
    }
    expect(wrong).toEqual([]);
  });

  it('whoever is on call kills, and does nothing else that a viewer may not', async () => {
    await app.service({ key: 'checkout', team: 'payments' });
    const duty = await app.person({ key: 'duty', teams: ['payments'], role: 'viewer' });
    const rotation = { period: 'weekly', handoff: '09:00', anchor: '2026-01-05', people: [duty] };
    const schedule = { team: 'payments', timezone: 'UTC', rotation, escalateAfterMinutes: 5 };
    await app.as().put('/api/v1/schedules/payments').send(schedule).expect(201);
    const flag = { key: 'lit', name: 'lit', kind: 'ops', service: 'checkout', owner: { team: 'payments' } };
    await app.as().post('/api/v1/flags').send(flag).expect(201);
    const path = '/api/v1/flags/lit';
    const body = { on: true, reason: 'x' };
    await app.as().post(`${path}/environments/production/flip`).send(body).expect(200);
    const onDuty = await app.token({ permissions: ['read'], person: duty });
    const bystander = await app.token({ permissions: ['read'], person: await app.person({ teams: ['payments'] }) });
    const kill = (token: string) => app.as(token).post(`${path}/kill`).send({ environment: 'production', reason: 'x' });
    expect((await kill(bystander)).body).toMatchObject({ status: 403, code: 'kill_forbidden' });
    await kill(onDuty).expect(200);
    const wrong: string[] = [];
    const answers = await each((endpoint) => call(app, endpoint, { authorization: `Bearer ${onDuty}` }));
    for (const { endpoint, answer } of answers) {
      if (allowed(mayOf(endpoint), ['read']) === refused(answer)) wrong.push(endpoint.name);
    }
    expect(wrong).toEqual([]);
  });

  it('two people who flip at once lose nothing: both stand in the history, and the last one holds', async () => {
    const flag = { key: 'both', name: 'both', kind: 'ops', service: 'checkout', owner: { team: 'payments' } };
    await app.as().post('/api/v1/flags').send(flag).expect(201);
    const people = await Promise.all(['eve', 'fay'].map((key) => app.person({ key, teams: ['payments'] })));
    const flip = async (person: string, on: boolean) => {
      const token = await app.token({ permissions: ['flags:write'], person });
      const path = '/api/v1/flags/both/environments/production/flip';
      return app.as(token).post(path).send({ on, reason: person }).expect(200);
    };
    await flip(people[0]!, true);
    await Promise.all([
      flip(people[0]!, false),
      flip(people[1]!, true),
      flip(people[1]!, false),
      flip(people[0]!, true),
    ]);
    const { body: history } = await app.as().get('/api/v1/flags/both/history').expect(200);
    const flips = history.items.filter(({ action }: { action: string }) => action === 'flip');
    const states: boolean[] = flips.map(({ detail }: { detail: { on: boolean } }) => detail.on);
    expect(states.every((on, index) => index === 0 || on !== states[index - 1])).toBe(true);
    const { body } = await app.as().get('/api/v1/flags/both').expect(200);
    expect(body.environments.production.on).toBe(states[0]);
    const rows = await app.sql<{ revision: number }>(`select revision from flips where flag = 'both'`);
    expect(rows).toHaveLength(flips.length);
  });
});
