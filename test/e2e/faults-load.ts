import { createHmac } from 'node:crypto';
import { ADMIN, WEBHOOK_SECRET, type Stage } from '../support/processes.js';

export interface Answer {
  status: number;
  /** Milliseconds. */
  took: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** Sends one request; `null` when the connection broke before the answer. */
export async function send(
  url: string,
  method: string,
  path: string,
  body?: object | string,
  more: { token?: string; headers?: Record<string, string> } = {},
): Promise<Answer | null> {
  const began = performance.now();
  try {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${more.token ?? ADMIN}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...more.headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    const parsed: unknown = text.startsWith('{') ? JSON.parse(text) : {};
    return {
      status: response.status,
      took: performance.now() - began,
      headers: response.headers,
      body: parsed as Record<string, unknown>,
    };
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError')
      throw new Error(`${method} ${path} hangs`, { cause: error });
    return null;
  }
}

/** Sends until it is taken, as a careful client does: again after 503 and after a broken connection. */
export async function insist(url: () => string, ...rest: Drop<Parameters<typeof send>>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send(url(), ...rest);
    if (answer && answer.status !== 503) return answer;
    if (attempt > 200) throw new Error(`${rest[0]} ${rest[1]} is never taken`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
type Drop<T extends unknown[]> = T extends [unknown, ...infer R] ? R : never;

export const SERVICES = ['checkout', 'search', 'billing'];

/** Facts of May 2026: changes, deployments that deliver them, incidents after some, flips of flags from elsewhere. */
export function factsOf(from: number, to: number): object[] {
  const facts: object[] = [];
  for (let i = from; i < to; i += 1) {
    const service = SERVICES[i % SERVICES.length] ?? '';
    const repository = `acme/${service}`;
    const at = (minutes: number): string =>
      new Date(Date.UTC(2026, 4, 2) + i * 17 * 60_000 + minutes * 60_000).toISOString();
    facts.push(
      {
        kind: 'change',
        id: `${repository}#${i}`,
        repository,
        openedAt: at(-300 - (i % 50)),
        firstCommitAt: at(-400),
        mergedAt: at(-60),
        mergeSha: `merge${i}`,
        services: [service],
      },
      {
        kind: 'deployment',
        id: `deploy-${i}`,
        service,
        environment: 'production',
        status: 'success',
        startedAt: at(-5),
        finishedAt: at(0),
        sha: `merge${i}`,
        changes: [`${repository}#${i}`],
      },
    );
    if (i % 10 === 3) {
      facts.push({
        kind: 'incident',
        id: `incident-${i}`,
        service,
        environment: 'production',
        startedAt: at(4),
        detectedAt: at(5),
        restoredAt: at(30 + (i % 7)),
        cause: { deployments: [`deploy-${i}`] },
      });
    }
    if (i % 10 === 5)
      facts.push({
        kind: 'flip',
        id: `flip-${i}`,
        flag: `elsewhere-${i % 4}`,
        environment: 'production',
        on: i % 20 === 5,
        at: at(2),
      });
  }
  return facts;
}

export const ndjson = (facts: object[]): string => facts.map((fact) => `${JSON.stringify(fact)}\n`).join('');
export const NDJSON = { headers: { 'content-type': 'application/x-ndjson' } };

export async function prepare(url: string): Promise<void> {
  await must(send(url, 'PUT', '/api/v1/teams/core', { name: 'Core' }));
  for (const service of SERVICES) {
    await must(
      send(url, 'PUT', `/api/v1/services/${service}`, { name: service, team: 'core', repository: `acme/${service}` }),
    );
  }
  for (let i = 0; i < 6; i += 1) {
    const flag = { key: `flag-${i}`, name: `Flag ${i}`, kind: 'ops', service: 'checkout', owner: { team: 'core' } };
    await must(send(url, 'POST', '/api/v1/flags', flag));
  }
}

export async function must(pending: Promise<Answer | null>): Promise<Answer> {
  const answer = await pending;
  if (!answer || answer.status >= 300) throw new Error(`${answer?.status} ${JSON.stringify(answer?.body)}`);
  return answer;
}

/** A token for evaluation, seen by `urls`. */
export async function evaluator(url: string): Promise<string> {
  const { body } = await must(
    send(url, 'POST', '/api/v1/tokens', { name: 'sdk', permissions: ['flags:evaluate'], environment: 'production' }),
  );
  return String(body['token']);
}

export async function evaluate(url: string, flag: string, token: string): Promise<Answer | null> {
  return send(url, 'POST', `/ofrep/v1/evaluate/flags/${flag}`, { context: { targetingKey: 'u' } }, { token });
}

export const flip = (url: () => string, flag: string, on: boolean): Promise<Answer> =>
  insist(url, 'POST', `/api/v1/flags/${flag}/environments/production/flip`, { on, reason: 'load' });

export const declare = (url: () => string, title: string): Promise<Answer> =>
  insist(url, 'POST', '/api/v1/incidents', { title, service: 'checkout', environment: 'production', severity: 'sev2' });

/** A push of one commit, as GitHub signs it. */
export function push(url: () => string, i: number): Promise<Answer> {
  const service = SERVICES[i % SERVICES.length] ?? '';
  const body = JSON.stringify({
    repository: { full_name: `acme/${service}`, default_branch: 'main' },
    ref: 'refs/heads/main',
    before: '0'.repeat(40),
    after: `hook${i}`,
    commits: [
      { id: `hook${i}`, timestamp: '2026-05-01T10:00:00Z', added: ['a.ts'], removed: [], modified: [], distinct: true },
    ],
  });
  return insist(url, 'POST', '/webhooks/github', body, {
    headers: {
      'x-github-event': 'push',
      'x-github-delivery': `delivery-${i}`,
      'x-hub-signature-256': `sha256=${createHmac('sha256', WEBHOOK_SECRET).update(body).digest('hex')}`,
    },
  });
}

/** What DORA says of the whole and of each service, over all that factsOf makes. */
export async function numbers(url: string): Promise<Record<string, unknown>[]> {
  const window = 'from=2026-05-01T00:00:00Z&to=2026-06-01T00:00:00Z';
  return Promise.all(
    ['', ...SERVICES.map((service) => `&service=${service}`)].map(async (filter) => {
      const { asOf: _, ...body } = (await must(send(url, 'GET', `/api/v1/dora?${window}${filter}`))).body;
      return body;
    }),
  );
}

/** What was acknowledged while faults happened. */
export interface Taken {
  hooks: string[];
  incidents: string[];
  flips: { flag: string; on: boolean }[];
}

/** Facts, webhooks, incidents and flips at once, wave after wave, each sent until it is taken. */
export async function pour(url: () => string, waves: number, size: number): Promise<Taken> {
  const taken: Taken = { hooks: [], incidents: [], flips: [] };
  const expectStatus = (answer: Answer, status: number): Answer => {
    if (answer.status !== status) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  };
  for (let wave = 0; wave < waves; wave += 1) {
    await Promise.all([
      insist(url, 'POST', '/api/v1/facts', ndjson(factsOf(wave * size, (wave + 1) * size)), NDJSON).then((answer) => {
        expectStatus(answer, 200);
        if (answer.body['rejectedCount'] !== 0) throw new Error(JSON.stringify(answer.body));
      }),
      ...[0, 1, 2, 3].map(async (n) => {
        const i = wave * 4 + n;
        expectStatus(await push(url, i), 202);
        taken.hooks.push(`hook${i}`);
      }),
      declare(url, `wave ${wave}`).then((answer) => taken.incidents.push(String(expectStatus(answer, 201).body['id']))),
      flip(url, `flag-${wave % 6}`, wave % 12 < 6).then((answer) => {
        expectStatus(answer, 200);
        taken.flips.push({ flag: `flag-${wave % 6}`, on: wave % 12 < 6 });
      }),
    ]);
  }
  return taken;
}

/** Names what was acknowledged and is not there. */
export async function missing(stage: Stage, url: string, taken: Taken): Promise<string[]> {
  const lost: string[] = [];
  const commits = await stage.sql<{ sha: string }>(`select sha from commits where sha = any($1)`, [taken.hooks]);
  for (const sha of taken.hooks) if (!commits.some((commit) => commit.sha === sha)) lost.push(`push ${sha}`);
  for (const id of taken.incidents)
    if ((await send(url, 'GET', `/api/v1/incidents/${id}`))?.status !== 200) lost.push(`incident ${id}`);
  const last = new Map(taken.flips.map(({ flag, on }) => [flag, on]));
  const states = await stage.sql<{ flag: string; on: boolean }>(
    `select flag, on_state as on from flag_environments where environment = 'production' and flag = any($1)`,
    [[...last.keys()]],
  );
  for (const [flag, on] of last) if (states.find((state) => state.flag === flag)?.on !== on) lost.push(`flip ${flag}`);
  return lost;
}
