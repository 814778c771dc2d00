import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ensureBuilt } from '../../bin/build.js';
import { Api } from '../../src/cli/api.js';
import { playDrill, scenarioFile, type PlaySettings } from '../../src/cli/drill/autopilot/play.js';
import { INSTALLATION } from '../../src/cli/drill/lab/installation.js';
import { SHOP } from '../../src/cli/drill/lab/lab.js';
import type { ProcessEvent } from '../../src/drills/index.js';
import { eventually, startApp, TestClock, type TestApp } from '../support/index.js';

const SLOW = 300_000;
const SCENARIO = 'boundary-contract';

/** What happens in the shop happens now. */
class RealClock extends TestClock {
  override now(): Date {
    return new Date();
  }
}

let app: TestApp;
let root: string;
let said: string[];

beforeAll(async () => {
  // The hook of the drill's repository runs the built command.
  await ensureBuilt();
  app = await startApp({ clock: new RealClock() });
  root = mkdtempSync(join(tmpdir(), 'loop-drill-failures-'));
}, 300_000);
afterAll(async () => {
  await app.close();
  rmSync(root, { recursive: true, force: true });
});

/** Plays the scenario and tells how its run ended. */
async function play(more: Partial<PlaySettings>): Promise<{ error: string; run: Record<string, unknown> }> {
  said = [];
  const io = {
    out: (text: string) => void said.push(text),
    err: (text: string) => void said.push(text),
    env: {},
    cwd: root,
    tty: false,
    stdin: () => Promise.resolve(''),
  };
  const settings = { shop: SHOP, port: 0, away: false, signal: new AbortController().signal, ...more };
  const error = await playDrill(new Api(app.url, app.admin), SCENARIO, io, settings).then(
    () => '',
    (reason: unknown) => String(reason),
  );
  const { body } = await app.as().get('/api/v1/drills?limit=1').expect(200);
  return { error, run: body.items[0] };
}

/** The processes of the run that still live. */
async function living(run: Record<string, unknown>): Promise<number[]> {
  const { body } = await app
    .as()
    .get(`/api/v1/drills/${String(run['id'])}/evidence`)
    .expect(200);
  return body.processes.flatMap(({ pid, event }: ProcessEvent) => (event === 'started' && lives(pid) ? [pid] : []));
}

/** One that is dead and that nobody has waited for does not live. */
function lives(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return false;
  }
}

describe('a drill that cannot be played', () => {
  it(
    'fails with the words of a service that does not start',
    async () => {
      const shop = join(root, 'broken');
      cpSync(SHOP, shop, { recursive: true });
      const file = join(shop, 'src', 'payments', 'server.js');
      writeFileSync(file, `throw new Error('no provider today');\n${readFileSync(file, 'utf8')}`);
      const { error, run } = await play({ shop });
      expect(error).toContain('payments does not start: Error: no provider today');
      expect(run).toMatchObject({ state: 'failed', reason: expect.stringContaining('no provider today') });
      expect(await living(run)).toEqual([]);
    },
    SLOW,
  );

  it(
    'fails where the port of the shop is taken',
    async () => {
      const { server, port } = await takePort();
      const { error, run } = await play({ port });
      server.close();
      expect(error).toContain(`Port ${port} is taken`);
      expect(run).toMatchObject({ state: 'failed', reason: expect.stringContaining(`Port ${port} is taken`) });
    },
    SLOW,
  );

  it(
    'fails where nobody answers the page, and the flag is off again',
    async () => {
      const text = readFileSync(scenarioFile(SCENARIO), 'utf8');
      const yaml = text.replace('acknowledgeSeconds: 60', 'acknowledgeSeconds: 1');
      const { error, run } = await play({ away: true, yaml });
      expect(error).toContain('The responder did not act');
      expect(run).toMatchObject({ state: 'failed', reason: expect.stringContaining('The responder did not act') });
      await eventually(async () => expect(await living(run)).toEqual([]));
      const flag = await app.as().get('/api/v1/flags/checkout-charge-shown').expect(200);
      expect(flag.body.environments['drill-boundary'].on).toBe(false);
    },
    SLOW,
  );

  it(
    'fails when it is stopped, and leaves nothing behind',
    async () => {
      const controller = new AbortController();
      const playing = play({ signal: controller.signal });
      await eventually(() => expect(said.join('\n')).toContain('shop '), { within: 120_000 });
      controller.abort();
      const { error, run } = await playing;
      expect(error).toContain('stopped');
      expect(run).toMatchObject({ state: 'failed', reason: expect.stringContaining('stopped') });
      expect(await living(run)).toEqual([]);
    },
    SLOW,
  );

  it(
    'leaves nothing running when it is killed, and its run can be ended',
    async () => {
      const temporary = mkdtempSync(join(root, 'killed-'));
      const drill = spawn(process.execPath, [join(INSTALLATION, 'bin', 'loop.js'), 'drill', 'run', SCENARIO], {
        cwd: temporary,
        env: { PATH: process.env['PATH'], TMPDIR: temporary, LOOP_URL: app.url, LOOP_TOKEN: app.admin },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let told = '';
      for (const stream of [drill.stdout, drill.stderr]) stream.on('data', (chunk: Buffer) => (told += String(chunk)));
      onTestFinished(() => void drill.kill('SIGKILL'));
      const last = async () => (await app.as().get('/api/v1/drills?limit=1').expect(200)).body.items[0];
      await eventually(
        async () => {
          const run = await last();
          expect(run.state, told).toBe('running');
          expect((await living(run)).length, told).toBeGreaterThan(2);
        },
        { within: 120_000 },
      );
      drill.kill('SIGKILL');
      const run = await last();
      await eventually(async () => expect(await living(run)).toEqual([]), { within: 30_000 });
      await eventually(() => expect(readdirSync(temporary)).toEqual([]), { within: 30_000 });
      const reason = { reason: 'Its machine went down.' };
      const ended = await app.as().post(`/api/v1/drills/${run.id}/fail`).send(reason).expect(200);
      expect(ended.body).toMatchObject({ state: 'failed', ...reason });
    },
    SLOW,
  );
});

function takePort(): Promise<{ server: Server; port: number }> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address !== null ? address.port : 0 });
    });
  });
}
