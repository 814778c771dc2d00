import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FlagdCore } from '@openfeature/flagd-core';
import { OpenFeature, type Client, type Logger, type Provider } from '@openfeature/server-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventStream, eventually, startApp, type TestApp } from '../support/index.js';

// As with the OFREP provider: its ESM entry cannot be imported.
const { FlagdProvider } = createRequire(import.meta.url)('@openfeature/flagd-provider') as {
  FlagdProvider: new (
    options: { resolverType: 'in-process'; offlineFlagSourcePath: string },
    logger: Logger,
  ) => Provider;
};

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const PRO = { conditions: [{ attribute: 'plan', operator: 'equals', value: 'pro' }], serve: { variant: 'on' } };
const FLAGS: { key: string; variants?: object; targeting?: object }[] = [
  { key: 'bool' },
  { key: 'text', variants: { on: 'new', off: 'old' } },
  { key: 'number', variants: { on: 1.5, off: 0 } },
  { key: 'object', variants: { on: { hue: 240 }, off: {} } },
  { key: 'by-rule', targeting: { rules: [PRO], otherwise: { variant: 'off' } } },
  {
    key: 'by-segment',
    targeting: {
      rules: [{ conditions: [{ operator: 'in_segment', segment: 'paying' }], serve: { variant: 'on' } }],
      otherwise: { variant: 'off' },
    },
  },
  {
    key: 'split',
    targeting: {
      rules: [],
      otherwise: {
        split: [
          { variant: 'on', weight: 50 },
          { variant: 'off', weight: 50 },
        ],
      },
    },
  },
  { key: 'requiring', targeting: { rules: [], prerequisites: [{ flag: 'by-rule', variants: ['on'] }] } },
];
const CONTEXTS = ['pro', 'free', undefined].flatMap((plan) =>
  ['user-1', 'user-2', 'user-3', 'user-4'].map((targetingKey) => ({
    targetingKey,
    ...(plan === undefined ? {} : { plan }),
  })),
);

const folder = mkdtempSync(join(tmpdir(), 'loop-flagd-'));
const file = join(folder, 'flags.json');
let app: TestApp;
let token: string;
let client: Client;

beforeAll(async () => {
  app = await startApp({ worker: false });
  await app.service({ key: 'shop', team: 'payments' });
  token = await app.token({ permissions: ['flags:evaluate'], environment: 'production' });
  const conditions = [{ attribute: 'plan', operator: 'equals', value: 'pro' }];
  await app.as().put('/api/v1/segments/paying').send({ name: 'Paying', conditions }).expect(201);
  for (const { targeting, ...flag } of FLAGS) {
    const born = { name: flag.key, kind: 'ops', service: 'shop', owner: { team: 'payments' }, ...flag };
    await app.as().post('/api/v1/flags').send(born).expect(201);
    await flip(flag.key, true);
    if (targeting === undefined) continue;
    const path = `/api/v1/flags/${flag.key}/environments/production/rules`;
    await app
      .as()
      .put(path)
      .send({ ...targeting, reason: 'test' })
      .expect(200);
  }
  await sync();
  await OpenFeature.setProviderAndWait(
    new FlagdProvider({ resolverType: 'in-process', offlineFlagSourcePath: file }, SILENT),
  );
  client = OpenFeature.getClient();
});
afterAll(async () => {
  await OpenFeature.close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

async function flip(key: string, on: boolean): Promise<void> {
  await app.as().post(`/api/v1/flags/${key}/environments/production/flip`).send({ on, reason: 'test' }).expect(200);
}
/** What flagd's HTTP sync does every few seconds. */
async function sync(): Promise<string> {
  const { text } = await app.as(token).get('/flagd/v1/flags/production').expect(200);
  writeFileSync(file, text);
  return text;
}
async function ofrep(context: object): Promise<Map<string, { value: unknown; variant: string }>> {
  const { body } = await app.as(token).post('/ofrep/v1/evaluate/flags').send({ context }).expect(200);
  return new Map(
    body.flags.map(({ key, value, variant }: { key: string; value: unknown; variant: string }) => [
      key,
      { value, variant },
    ]),
  );
}
function resolve(key: string, context: { targetingKey: string }) {
  if (key === 'text') return client.getStringDetails(key, 'none', context);
  if (key === 'number') return client.getNumberDetails(key, -1, context);
  if (key === 'object') return client.getObjectDetails(key, { none: true }, context);
  return client.getBooleanDetails(key, false, context);
}
async function expectSameAnswers(): Promise<void> {
  for (const context of CONTEXTS) {
    const ours = await ofrep(context);
    for (const { key } of FLAGS) {
      const { value, variant } = await resolve(key, context);
      expect({ key, context, value, variant }).toEqual({ key, context, ...ours.get(key) });
    }
  }
}

describe('the real flagd provider in process, fed with our document', () => {
  it('gives the answers of our OFREP endpoint, for flags of every type and rules of every kind', async () => {
    await expectSameAnswers();
    const answers = await Promise.all(CONTEXTS.map(async (context) => (await ofrep(context)).get('split')?.variant));
    expect(new Set(answers).size, 'a split that splits nobody proves nothing').toBe(2);
  });

  it('gives a killed flag its off variant, and never its own default', async () => {
    await app.as().post('/api/v1/flags/by-rule/kill').send({ environment: 'production', reason: 'test' }).expect(200);
    await sync();
    await eventually(
      async () =>
        expect(await client.getBooleanDetails('by-rule', true, { targetingKey: 'user-1', plan: 'pro' })).toMatchObject({
          value: false,
          variant: 'off',
        }),
      { within: 25_000 },
    );
    await expectSameAnswers();
    await flip('by-rule', true);
  });
});

it('flagd-core, fed with what the stream of changes tells, gives the same answers too', async () => {
  const definitions: Record<string, unknown> = {};
  const stream = await EventStream.open(`${app.url}/api/v1/flag-changes/production`, {
    authorization: `Bearer ${token}`,
  });
  await eventually(() => expect(stream.named('hello')).toHaveLength(1));
  for (const { key } of FLAGS) {
    await flip(key, false);
    await flip(key, true);
  }
  await eventually(() => {
    for (const { data } of stream.named('change')) Object.assign(definitions, data['flags']);
    expect(Object.keys(definitions).length).toBe(FLAGS.length);
    expect(stream.last?.id).toBe(String(stream.last?.data['revision']));
  });
  const { body } = await app
    .as(token)
    .post('/ofrep/v1/evaluate/flags')
    .send({ context: { targetingKey: 'u' } });
  await eventually(() => expect(stream.last?.id).toBe(String(body.metadata.revision)));
  for (const { data } of stream.named('change')) Object.assign(definitions, data['flags']);
  const core = new FlagdCore(undefined, SILENT);
  core.setConfigurations(JSON.stringify({ flags: definitions }));
  for (const context of CONTEXTS) {
    const ours = await ofrep(context);
    for (const { flagKey, value, variant } of core.resolveAll(context))
      expect({ flagKey, context, value, variant }).toEqual({ flagKey, context, ...ours.get(flagKey) });
  }
  stream.close();
});
