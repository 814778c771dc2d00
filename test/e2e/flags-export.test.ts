import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/index.js';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;
let other: TestApp;

beforeAll(async () => {
  app = await startApp();
  other = await startApp();
  for (const each of [app, other]) await each.service({ key: 'checkout', team: 'payments' });
});
afterAll(async () => {
  await app?.close();
  await other?.close();
});

const bring = async (to: TestApp, document: object): Promise<void> => {
  const query = { service: 'checkout', environment: 'production', dryRun: 'false' };
  const { status, text, body } = await to.as().post('/api/v1/flag-imports').query(query).send(document);
  expect(status, text).toBe(200);
  expect(body.counts).toMatchObject({ broken: 0, leftAlone: 0 });
};
const exported = async (from: TestApp): Promise<{ flags: Record<string, unknown> }> =>
  (await from.as().get('/flagd/v1/flags/production').expect(200)).body;

const NAMES = ['on', 'off', 'red', 'green', 'control', 'v1'];
const values = fc.oneof(
  fc.constant({ on: true, off: false }),
  fc.constant({ yes: true, no: false }),
  fc.dictionary(fc.constantFrom(...NAMES), fc.string({ maxLength: 20, unit: 'grapheme' }), { minKeys: 1 }),
  fc.dictionary(fc.constantFrom(...NAMES), fc.integer(), { minKeys: 1 }),
  fc.dictionary(fc.constantFrom(...NAMES), fc.record({ colour: fc.string(), size: fc.nat() }), { minKeys: 1 }),
);
const definition = values.chain((variants) =>
  fc.record({
    state: fc.constant('ENABLED'),
    variants: fc.constant({ ...variants }),
    defaultVariant: fc.constantFrom(...Object.keys(variants)),
  }),
);

describe('the flagd document of an environment', () => {
  it('comes in as it went out, whatever the flags are', async () => {
    const definitions = fc.sample(definition, { numRuns: 300, seed: 20_261_121 });
    const flags = Object.fromEntries(definitions.map((each, i) => [`flag-${i}`, each]));
    await bring(app, { flags });
    const first = await exported(app);
    expect(first.flags).toEqual(flags);
    await bring(other, first);
    expect(await exported(other)).toEqual(first);
  });
});

describe('the whole inventory', () => {
  it('goes out as JSON, with owners, debt and environments', async () => {
    const { body } = await app.as().get('/api/v1/flag-inventory').expect(200);
    expect(body.flags).toHaveLength(300);
    expect(body.flags[0]).toMatchObject({
      service: 'checkout',
      owner: {},
      debt: ['no_owner', 'no_expiry', 'no_removal_ticket'],
      environments: { production: {}, staging: { on: false } },
    });
    const none = await app.as().get('/api/v1/flag-inventory').query({ service: 'nobody' }).expect(200);
    expect(none.body.flags).toEqual([]);
  });

  it('goes out as CSV, a line for each flag and environment, that no spreadsheet runs', async () => {
    const flag = { key: 'formula', name: '=1+1, "sum"', kind: 'ops', service: 'checkout', owner: { team: 'payments' } };
    await app.as().post('/api/v1/flags').send(flag).expect(201);
    const answer = await app.as().get('/api/v1/flag-inventory').query({ format: 'csv' }).expect(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const lines = answer.text.trimEnd().split('\r\n');
    expect(lines[0]).toContain('key,name,kind,service,owner_team');
    expect(lines).toHaveLength(1 + 301 * 2);
    const mine = lines.filter((line) => line.startsWith('formula,'));
    expect(mine[0]).toContain(`formula,"'=1+1, ""sum""",ops,checkout,payments,,`);
    expect(mine.map((line) => line.includes(',production,false,'))).toEqual([true, false]);
    await app.as().get('/api/v1/flag-inventory').query({ format: 'xml' }).expect(400);
    const evaluator = await app.token({ permissions: ['flags:evaluate'], environment: 'production' });
    await app.as(evaluator).get('/api/v1/flag-inventory').expect(403);
  });
});

describe('loop flags import', () => {
  it('tells what it would do, does it, and leaves alone what is there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'loop-'));
    try {
      const variants = { on: true, off: false };
      const targeting = { if: [true, 'on'] };
      const flags = {
        'cli-a': { state: 'ENABLED', variants, defaultVariant: 'on' },
        'cli-b': { state: 'ENABLED', variants, defaultVariant: 'on', targeting },
      };
      await writeFile(join(folder, 'flags.json'), JSON.stringify({ flags }));
      const loop = async (...more: string[]): Promise<{ code: number; out: string }> => {
        const said: string[] = [];
        const say = (text: string): void => void said.push(text);
        const io = { out: say, err: say, stdin: () => Promise.resolve(''), cwd: folder, env: {}, tty: false };
        const server = ['--url', app.url, '--token', app.admin];
        const order = [
          'flags',
          'import',
          'flags.json',
          '--format',
          'flagd',
          '--service',
          'checkout',
          '--environment',
          'staging',
        ];
        return { code: await main([...order, ...server, ...more], io), out: said.join('\n') };
      };
      const dry = await loop('--dry-run');
      expect(dry.out).toContain('Would be created: 2');
      await app.as().get('/api/v1/flags/cli-a').expect(404);
      const wet = await loop();
      expect(wet.out).toContain('cli-b (*): not carried over: Its targeting is JsonLogic');
      expect([wet.code, wet.out]).toEqual([0, expect.stringContaining('Are created: 2')]);
      expect((await loop()).out).toContain('left alone: 2');
      expect((await app.as().get('/api/v1/flags/cli-b')).body.environments.staging.on).toBe(false);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
