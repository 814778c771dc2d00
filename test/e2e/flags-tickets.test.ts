import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/index.js';
import { eventually, startApp, type TestApp } from '../support/index.js';

interface Heard {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
}
type Answer = { status: number; body: unknown };

/** A tracker on this machine that speaks as the real ones do, as far as they are asked. */
class Tracker {
  readonly heard: Heard[] = [];
  /** Tickets that it holds. */
  readonly opened: Record<string, unknown>[] = [];
  /** Answers with this instead, that many times. */
  failing = 0;
  /** Opens the ticket, and the answer gets lost. */
  losing = 0;
  url = '';
  private readonly server: Server;

  constructor(private readonly speak: (tracker: Tracker, heard: Heard) => Answer) {
    this.server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => (text += String(chunk)));
      request.on('end', () => {
        const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
        const heard = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
        this.heard.push(heard);
        if (this.failing > 0) {
          this.failing -= 1;
          response.writeHead(503, { 'content-type': 'application/json' }).end('{"message":"out of order"}');
          return;
        }
        const before = this.opened.length;
        const answer = this.speak(this, heard);
        if (this.losing > 0 && this.opened.length > before) {
          this.losing -= 1;
          response.destroy();
          return;
        }
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
      });
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const address = this.server.address();
    this.url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>(
    (here, step) => (typeof here === 'object' && here !== null ? Reflect.get(here, step) : undefined),
    value,
  );

function github(tracker: Tracker, { method, path, body }: Heard): Answer {
  if (!path.startsWith('/repos/acme/shop/issues')) return { status: 404, body: { message: 'Not Found' } };
  if (method === 'GET') {
    const since = new URL(path, 'http://github').searchParams.get('since') ?? '';
    return { status: 200, body: tracker.opened.filter((issue) => String(issue['updated_at']) >= since) };
  }
  const issue = {
    ...body,
    updated_at: app.clock.now().toISOString(),
    html_url: `https://github.example/acme/shop/issues/${tracker.opened.length + 1}`,
  };
  tracker.opened.push(issue);
  return { status: 201, body: issue };
}

function jira(tracker: Tracker, { method, path, body }: Heard): Answer {
  if (method === 'GET') {
    const jql = new URL(path, 'http://x').searchParams.get('jql') ?? '';
    const issues = tracker.opened.filter((issue) => JSON.stringify(issue).includes(/"(.*)"/.exec(jql)?.[1] ?? '?'));
    return { status: 200, body: { issues } };
  }
  const issue = { key: `OPS-${tracker.opened.length + 1}`, ...body };
  tracker.opened.push(issue);
  return { status: 201, body: issue };
}

function linear(tracker: Tracker, { body }: Heard): Answer {
  if (!String(body['query']).startsWith('mutation')) {
    const nodes = tracker.opened.filter(({ id }) => id === at(body, 'variables', 'id'));
    return { status: 200, body: { data: { issues: { nodes } } } };
  }
  const issue = {
    ...(at(body, 'variables', 'input') as object),
    url: `https://linear.example/${tracker.opened.length + 1}`,
  };
  tracker.opened.push(issue);
  return { status: 200, body: { data: { issueCreate: { issue } } } };
}

function webhook(tracker: Tracker, { headers, body }: Heard): Answer {
  const id = headers['idempotency-key'];
  if (!tracker.opened.some((ticket) => ticket['id'] === id)) tracker.opened.push(body);
  return { status: 200, body: { url: 'https://tickets.example/1' } };
}

let app: TestApp;
let beside: TestApp;
let tracker: Tracker;
let made = 0;

beforeAll(async () => {
  const config = { secretKey: Buffer.alloc(32, 7) };
  app = await startApp({ config });
  beside = await startApp({ beside: app, config });
  await app.service({ key: 'checkout', team: 'payments' });
});
afterAll(async () => {
  await beside?.close();
  await app?.close();
});
afterEach(() => tracker?.stop());

async function flag(): Promise<string> {
  made += 1;
  const key = `to-go-${made}`;
  await app
    .as()
    .post('/api/v1/flags')
    .send({ key, kind: 'ops', service: 'checkout', owner: { team: 'payments' } })
    .expect(201);
  return key;
}
const set = (body: object) =>
  app
    .as()
    .put('/api/v1/removal-tracker')
    .send({ secret: 'tracker-token', url: tracker.url, ...body });
const want = (key: string, on = app) => on.as().post(`/api/v1/flags/${key}/ticket`);
const ticket = async (key: string) => (await app.as().get(`/api/v1/flags/${key}/ticket`).expect(200)).body;
const becomes = (key: string, state: string) =>
  eventually(async () => expect(await ticket(key)).toMatchObject({ state }), { within: 90_000 });
async function loop(argv: string[], token = app.admin) {
  let out = '';
  let err = '';
  const code = await main(argv, {
    out: (text) => void (out += `${text}\n`),
    err: (text) => void (err += `${text}\n`),
    env: { LOOP_URL: app.url, LOOP_TOKEN: token },
    cwd: import.meta.dirname,
    tty: false,
    stdin: () => Promise.resolve(''),
  });
  return { code, out, err };
}
const namedAt = async (key: string) => (await app.as().get(`/api/v1/flags/${key}`)).body.removalTicket;

describe.each([
  ['github', github, { project: 'acme/shop' }, 'https://github.example/acme/shop/issues/1'],
  ['jira', jira, { project: 'OPS', account: 'loop@acme.example' }, '/browse/OPS-1'],
  ['linear', linear, { project: 'team-1' }, 'https://linear.example/1'],
  ['webhook', webhook, {}, 'https://tickets.example/1'],
] as const)('removal tickets in %s', (kind, speak, settings, address) => {
  beforeEach(async () => {
    tracker = await new Tracker(speak).start();
    await set({ kind, ...settings }).expect(200);
  });

  it('are opened once, though two processes are asked and an answer gets lost', async () => {
    const { body: shown } = await app.as().get('/api/v1/removal-tracker');
    expect(shown).toMatchObject({ kind, configured: true });
    expect(JSON.stringify(shown)).not.toContain('tracker-token');
    const key = await flag();
    tracker.losing = 1;
    const asked = await Promise.all([want(key), want(key, beside), want(key)]);
    expect(asked.map(({ status }) => status)).toEqual([202, 202, 202]);
    await becomes(key, 'open');
    expect(tracker.opened).toHaveLength(1);
    expect(await namedAt(key)).toContain(address);
    expect(JSON.stringify(tracker.opened[0])).toContain(`Remove the flag ${key}`);
    expect(JSON.stringify(tracker.heard.at(-1)?.headers.authorization)).toBeDefined();
    expect((await want(key)).body.state).toBe('open');
    expect(tracker.opened).toHaveLength(1);
  });
});

describe('a removal ticket', () => {
  beforeEach(async () => {
    tracker = await new Tracker(github).start();
    await set({ kind: 'github', project: 'acme/shop' }).expect(200);
  });

  it('that fails is tried again, and says why meanwhile', async () => {
    const key = await flag();
    tracker.failing = 2;
    await want(key).expect(202);
    await eventually(async () => expect((await ticket(key)).error).toContain('out of order'));
    await becomes(key, 'open');
    expect(await ticket(key)).toMatchObject({ tries: 3, error: null });
  });

  it('is opened by the guard in CI, for the flags that it blocks over', async () => {
    const variants = { on: true, off: false };
    const born = { came: { state: 'DISABLED', variants, defaultVariant: 'off' } };
    const importing = '/api/v1/flag-imports?service=imported&environment=production&dryRun=false';
    await app.service({ key: 'imported', team: 'payments' });
    await app.as().post(importing).send({ flags: born }).expect(200);
    const guard = ['guard', 'flag-debt', '--service', 'imported', '--open-tickets'];
    const first = await loop(guard);
    expect(first).toMatchObject({ code: 1, out: expect.stringContaining('no_removal_ticket') });
    expect(first.err).toContain('came: its removal ticket is opening');
    await becomes('came', 'open');
    const second = await loop([...guard, '--format', 'json']);
    expect(second.err, 'it has one now').toBe('');
    expect(JSON.parse(second.out).reasons).not.toContainEqual(expect.objectContaining({ rule: 'no_removal_ticket' }));
    expect(tracker.opened).toHaveLength(1);

    expect(await loop([...guard, '--format', 'sarif'])).toMatchObject({ code: 2, out: '' });
    const reader = await app.token({ permissions: ['gates:evaluate'] });
    await app
      .as()
      .post(importing)
      .send({ flags: { late: born.came } })
      .expect(200);
    const unable = await loop(guard, reader);
    expect(unable).toMatchObject({ code: 1, err: expect.stringContaining('late: ') });
    expect(tracker.opened).toHaveLength(1);
  });

  it('is not opened for a flag that has one, for no flag, or without a tracker', async () => {
    const key = await flag();
    await app.as().patch(`/api/v1/flags/${key}`).send({ removalTicket: 'OPS-1' }).expect(200);
    expect((await want(key)).body.code).toBe('ticket_exists');
    expect((await want('nobody')).status).toBe(404);
    expect((await app.as().get(`/api/v1/flags/${key}/ticket`)).body.code).toBe('no_ticket');
    await app.as().delete('/api/v1/removal-tracker').expect(204);
    expect((await want(await flag())).body.code).toBe('no_tracker');
    expect(tracker.opened).toEqual([]);
  });
});

describe('the tracker', () => {
  it('is an admin’s to set, and each kind needs its own', async () => {
    tracker = await new Tracker(github).start();
    const writer = await app.token({ permissions: ['flags:write', 'read'] });
    await app.as(writer).put('/api/v1/removal-tracker').send({}).expect(403);
    const fields = async (body: object) =>
      (
        await app
          .as()
          .put('/api/v1/removal-tracker')
          .send({ secret: 's', ...body })
      ).body.errors?.map(({ field }: { field: string }) => field);
    expect(await fields({ kind: 'jira' })).toEqual(['url', 'project', 'account']);
    expect(await fields({ kind: 'github', project: 'shop' })).toEqual(['project']);
    expect(await fields({ kind: 'webhook' })).toEqual(['url']);
    expect(await fields({ kind: 'other' })).toEqual(['kind']);
  });
});
