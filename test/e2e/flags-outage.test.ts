import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/index.js';
import { Stage, type Program } from '../support/processes.js';
import { evaluate, evaluator, flip, must, prepare, send, type Answer } from './faults-load.js';
import { buildIfMissing } from './start-support.js';

let stage: Stage;
let api: Program;
let sdk: string;

beforeAll(async () => {
  buildIfMissing();
  stage = await Stage.create();
}, 180_000);
afterEach(async () => {
  stage.postgres.resume();
  await stage.postgres.start();
});
afterAll(() => stage?.clear(), 30_000);

async function begin(): Promise<void> {
  await stage.fresh();
  api = await stage.start('api');
  await prepare(api.url);
  sdk = await evaluator(api.url);
  for (const flag of ['flag-1', 'flag-2']) await flip(() => api.url, flag, true);
  await eventually(async () => expect(await valueOf(api)).toBe(true));
  await eventually(() => expect(kept('flags').flags).toHaveLength(6));
  await eventually(() => expect(JSON.stringify(kept('tokens'))).toContain('sdk'), { within: 20_000 });
}
const kept = (part: string): { flags?: object[] } =>
  JSON.parse(readFileSync(join(stage.dataDir, 'standby', `${part}.json`), 'utf8').split('\n')[1] ?? '');
const journal = (): string[] => readdirSync(join(stage.dataDir, 'journal')).filter((name) => name.endsWith('.jsonl'));
const valueOf = async (program: Program, flag = 'flag-1'): Promise<unknown> =>
  (await evaluate(program.url, flag, sdk))?.body['value'];
const kill = (program: Program, flag = 'flag-1', token?: string, headers = {}): Promise<Answer | null> =>
  send(
    program.url,
    'POST',
    `/api/v1/flags/${flag}/kill`,
    { environment: 'production', reason: 'fire' },
    token === undefined ? { headers } : { token, headers },
  );
const readiness = async (program: Program): Promise<Answer | null> => send(program.url, 'GET', '/readyz');
/** The process has noticed. */
const away = (program: Program): Promise<void> =>
  eventually(async () =>
    expect(await readiness(program)).toMatchObject({
      status: 200,
      body: { status: 'degraded', parts: { database: { state: 'down' }, kill: { state: 'ok' } } },
    }),
  );
const back = (program: Program): Promise<void> =>
  eventually(
    async () => expect((await readiness(program))?.body['parts']).toMatchObject({ database: { state: 'ok' } }),
    {
      within: 20_000,
    },
  );
const rowsOf = (flag = 'flag-1'): Promise<{ id: string; at: Date; actor: string; revision: string }[]> =>
  stage.sql(`select id, at, actor, revision from flips where flag = $1 and kill order by at`, [flag]);

const FAULTS = {
  'was killed': () => stage.postgres.stop('SIGKILL'),
  'ended in order': () => stage.postgres.stop('SIGINT'),
  'stands still': () => Promise.resolve(stage.postgres.pause()),
};

describe('PostgreSQL away', { timeout: 120_000 }, () => {
  it.each(Object.entries(FAULTS))(
    'since it %s: evaluation and kills go on, the rest is refused at once',
    async (_, fault) => {
      await begin();
      await fault();
      // Before anybody had the time to notice, and with all that a kill can wait for.
      const first = await kill(api, 'flag-1', undefined, { 'idempotency-key': 'first-kill' });
      expect(first).toMatchObject({
        status: 200,
        body: {
          flag: 'flag-1',
          environment: 'production',
          on: false,
          journaled: { inEffect: ['this_process'], notYetKnownTo: ['other_processes', 'database'] },
        },
      });
      // All waits have ended after 0.85 s, as hurry.test.ts adds them up. What a loaded machine takes besides is no matter of ours.
      expect(first?.took).toBeLessThan(1_500);
      expect(await valueOf(api)).toBe(false);
      expect(journal()).toHaveLength(1);
      await away(api);
      expect((await send(api.url, 'GET', '/livez'))?.status).toBe(200);

      expect(await valueOf(api, 'flag-2')).toBe(true);
      const bulk = await send(
        api.url,
        'POST',
        '/ofrep/v1/evaluate/flags',
        { context: { targetingKey: 'u' } },
        { token: sdk },
      );
      expect(bulk?.body['flags']).toContainEqual(expect.objectContaining({ key: 'flag-1', value: false }));
      const document = await send(api.url, 'GET', '/flagd/v1/flags/production', undefined, { token: sdk });
      expect(document?.body).toMatchObject({
        flags: { 'flag-1': { defaultVariant: 'off' }, 'flag-2': { defaultVariant: 'on' } },
      });

      for (const [method, path, body] of [
        ['POST', '/api/v1/flags/flag-2/environments/production/flip', { on: false, reason: 'x' }],
        ['PATCH', '/api/v1/flags/flag-2', { name: 'x' }],
        ['GET', '/api/v1/flags', undefined],
      ] as const) {
        const refused = await send(api.url, method, path, body);
        expect(refused).toMatchObject({ status: 503, body: { code: 'database_unavailable' } });
        expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(refused?.took).toBeLessThan(400);
      }
      const second = await kill(api, 'flag-2');
      expect(second?.took).toBeLessThan(1_000);
      expect(second?.body).toHaveProperty('journaled');
      expect((await kill(api, 'flag-2'))?.body['journaled']).toEqual(second?.body['journaled']);
      expect(await kill(api, 'no-such-flag')).toMatchObject({ status: 404, body: { code: 'unknown_flag' } });
      expect((await kill(api, 'flag-2', sdk))?.status).toBe(403);

      stage.postgres.resume();
      await stage.postgres.start();
      await back(api);
      await eventually(() => expect(journal()).toEqual([]), { within: 20_000 });
      for (const [flag, answer] of [
        ['flag-1', first],
        ['flag-2', second],
      ] as const) {
        const [row, ...more] = await rowsOf(flag);
        expect(more).toEqual([]);
        expect(answer?.body['journaled']).toMatchObject({ id: row?.id });
        expect(row).toMatchObject({ at: new Date(String(answer?.body['flippedAt'])), actor: 'first admin token' });
        expect(await valueOf(api, flag)).toBe(false);
        const history = await must(send(api.url, 'GET', `/api/v1/flags/${flag}/history`));
        expect(history.body['items']).toContainEqual(
          expect.objectContaining({ action: 'kill', at: answer?.body['flippedAt'], reason: 'fire' }),
        );
      }
      // What is flipped from now on counts again.
      await flip(() => api.url, 'flag-1', true);
      expect(await valueOf(api)).toBe(true);
    },
  );
});

describe('PostgreSQL busy', { timeout: 120_000 }, () => {
  it('is not away while it answers anybody: only the connection that watches it waits', async () => {
    await begin();
    const [watch] = await stage.sql<{ pid: number }>(
      `select pid from pg_stat_activity where application_name = 'delivery-loop watch' and datname = current_database()`,
    );
    const pid = watch?.pid ?? 0;
    expect(pid).toBeGreaterThan(0);
    process.kill(pid, 'SIGSTOP');
    try {
      const begun = performance.now();
      const statuses = new Set<unknown>();
      while (performance.now() - begun < 3_000)
        statuses.add((await send(api.url, 'GET', '/api/v1/flags?limit=1'))?.status);
      expect([...statuses]).toEqual([200]);
      expect((await kill(api))?.body).not.toHaveProperty('journaled');
    } finally {
      process.kill(pid, 'SIGCONT');
    }
  });
});

describe('a process that starts without PostgreSQL', { timeout: 120_000 }, () => {
  it('serves what was kept on disk, with the kills of before, and follows when the database is back', async () => {
    await begin();
    await stage.postgres.stop('SIGKILL');
    const killed = await kill(api);
    expect(killed?.body).toHaveProperty('journaled');
    await api.end('SIGKILL');

    const again = await stage.start('api');
    await away(again);
    expect(await valueOf(again)).toBe(false);
    expect(await valueOf(again, 'flag-2')).toBe(true);
    expect((await kill(again, 'flag-2'))?.body).toMatchObject({ on: false });
    expect(await valueOf(again, 'flag-2')).toBe(false);

    await stage.postgres.start();
    await back(again);
    await eventually(() => expect(journal()).toEqual([]), { within: 20_000 });
    expect(await rowsOf()).toHaveLength(1);
    expect(await rowsOf('flag-2')).toHaveLength(1);
    await flip(() => again.url, 'flag-2', true);
    expect(await valueOf(again, 'flag-2')).toBe(true);
  });

  it.each([
    ['damaged', (text: string) => text.replace('"flag-1"', '"flag-9"'), /flags.json is damaged/],
    ['of another program', () => '{"hello": 1}\n', /flags.json is no file of Delivery Loop/],
    [
      'of another database',
      (text: string) => text.replace(/"database":"[^"]*"/, '"database":"db:5432/other"'),
      /kept of another database/,
    ],
  ])('ends in one clear line when the file is %s', async (_, spoil, line) => {
    await begin();
    await api.end('SIGTERM');
    const file = join(stage.dataDir, 'standby', 'flags.json');
    writeFileSync(file, spoil(readFileSync(file, 'utf8')));
    await stage.postgres.stop('SIGKILL');
    const refused = stage.begin('api');
    expect(await refused.exit()).toBe(1);
    expect(refused.output.trim().split('\n')).toHaveLength(1);
    expect(refused.output).toMatch(line);
  });
});

describe('reconciling', { timeout: 120_000 }, () => {
  it('counts each kill once, with two processes and a journal that is found again', async () => {
    await begin();
    const second = await stage.start('api');
    await must(send(second.url, 'GET', '/api/v1/flags'));
    stage.postgres.pause();
    const answers = await Promise.all([kill(api), kill(second, 'flag-2')]);
    for (const answer of answers) expect(answer?.body).toHaveProperty('journaled');
    // On one folder, each learns of the other's kill.
    await eventually(async () => expect([await valueOf(api, 'flag-2'), await valueOf(second)]).toEqual([false, false]));
    const saved = join(stage.dataDir, 'saved');
    mkdirSync(saved);
    const files = journal();
    for (const file of files) copyFileSync(join(stage.dataDir, 'journal', file), join(saved, file));
    stage.postgres.resume();
    await eventually(() => expect(journal()).toEqual([]), { within: 20_000 });
    // As a process leaves it that is killed between the commit and the removal of the file, with a line that broke off.
    for (const file of files)
      writeFileSync(join(stage.dataDir, 'journal', file), `${readFileSync(join(saved, file), 'utf8')}\n0123 {"id":`);
    await flip(() => api.url, 'flag-1', true);
    await eventually(() => expect(journal()).toEqual([]), { within: 20_000 });
    expect(await rowsOf()).toHaveLength(1);
    expect(await rowsOf('flag-2')).toHaveLength(1);
    await eventually(async () => {
      for (const program of [api, second])
        expect([await valueOf(program), await valueOf(program, 'flag-2')]).toEqual([true, false]);
    });
  });

  it('leaves a state that somebody set later elsewhere', async () => {
    await begin();
    stage.postgres.pause();
    const killed = await kill(api);
    await api.end('SIGKILL');
    stage.postgres.resume();
    await eventually(() =>
      stage.sql(
        `update flag_environments set changed_at = $1::timestamptz + interval '1 second' where flag = 'flag-1'`,
        [killed?.body['flippedAt']],
      ),
    );
    const again = await stage.start('api');
    await eventually(() => expect(journal()).toEqual([]), { within: 20_000 });
    await eventually(async () => expect(await valueOf(again)).toBe(true));
    expect(await rowsOf()).toEqual([]);
    expect(await stage.sql(`select outcome from journaled_kills`)).toEqual([{ outcome: 'superseded' }]);
    const history = await must(send(again.url, 'GET', '/api/v1/flags/flag-1/history'));
    expect(history.body['items']).toContainEqual(
      expect.objectContaining({ action: 'kill', at: killed?.body['flippedAt'] }),
    );
  });
});
