import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventSource } from 'undici';
import { ErrorCode, OpenFeature as Server } from '@openfeature/server-sdk';
import { OpenFeature as Web } from '@openfeature/web-sdk';
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventually, startApp, type TestApp } from '../support/index.js';

type ServerProvider = typeof import('@openfeature/ofrep-provider', { with: { 'resolution-mode': 'require' } });
// It cannot be imported: its ESM entry names no types and no file extension.
const { OFREPProvider } = createRequire(import.meta.url)('@openfeature/ofrep-provider') as ServerProvider;

const CONTEXT = { targetingKey: 'user-7', plan: 'pro' };
const FLAGS: { key: string; variants?: object }[] = [
  { key: 'bool' },
  { key: 'text', variants: { on: 'new', off: 'old' } },
  { key: 'number', variants: { on: 1.5, off: 0 } },
  { key: 'object', variants: { on: { hue: 240 }, off: {} } },
  { key: 'killed' },
];

let app: TestApp;
let token: string;

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'shop', team: 'payments' });
  token = await app.token({ permissions: ['flags:evaluate'], environment: 'production' });
  for (const flag of FLAGS) {
    await app
      .as()
      .post('/api/v1/flags')
      .send({ name: flag.key, kind: 'ops', service: 'shop', owner: { team: 'payments' }, ...flag })
      .expect(201);
    await flip(flag.key, true);
  }
});
afterAll(async () => {
  await Server.close();
  await Web.close();
  // A poll on its way would hold its connection open.
  await sleep(200);
  await app.close();
});

async function flip(key: string, on: boolean): Promise<void> {
  await app.as().post(`/api/v1/flags/${key}/environments/production/flip`).send({ on, reason: 'test' }).expect(200);
}
async function kill(key: string): Promise<void> {
  await app.as().post(`/api/v1/flags/${key}/kill`).send({ environment: 'production', reason: 'test' }).expect(200);
}

describe('the OpenFeature server SDK with the real OFREP provider', () => {
  const clientWith = async (headers: [string, string][]) => {
    await Server.setProviderAndWait(new OFREPProvider({ baseUrl: app.url, headers }));
    return Server.getClient();
  };

  it.each<[string, [string, string]]>([
    ['a bearer token', ['Authorization', '']],
    ['an API key', ['X-API-Key', '']],
  ])('gets values of every type with %s', async (_, [name]) => {
    const client = await clientWith([[name, name === 'X-API-Key' ? token : `Bearer ${token}`]]);
    expect(await client.getBooleanValue('bool', false, CONTEXT)).toBe(true);
    expect(await client.getStringValue('text', 'default', CONTEXT)).toBe('new');
    expect(await client.getNumberValue('number', -1, CONTEXT)).toBe(1.5);
    expect(await client.getObjectValue('object', {}, CONTEXT)).toEqual({ hue: 240 });
  });

  it('gets the value of the off variant after a kill, never its own default', async () => {
    const client = await clientWith([['Authorization', `Bearer ${token}`]]);
    expect(await client.getBooleanDetails('killed', true, CONTEXT)).toMatchObject({
      value: true,
      reason: 'STATIC',
      variant: 'on',
    });
    await kill('killed');
    expect(await client.getBooleanDetails('killed', true, CONTEXT)).toMatchObject({
      value: false,
      reason: 'DISABLED',
      variant: 'off',
    });
    await flip('killed', true);
    expect(await client.getBooleanValue('killed', false, CONTEXT)).toBe(true);
  });

  it('falls to its default with the right error for unknown flags, wrong types and missing keys', async () => {
    const client = await clientWith([['Authorization', `Bearer ${token}`]]);
    expect(await client.getBooleanDetails('unheard-of', true, CONTEXT)).toMatchObject({
      value: true,
      errorCode: ErrorCode.FLAG_NOT_FOUND,
    });
    expect(await client.getNumberDetails('bool', 7, CONTEXT)).toMatchObject({
      value: 7,
      errorCode: ErrorCode.TYPE_MISMATCH,
    });
    expect(await client.getBooleanDetails('bool', false, {})).toMatchObject({
      value: false,
      errorCode: ErrorCode.TARGETING_KEY_MISSING,
    });
  });

  it('falls to its default when the token is refused', async () => {
    const client = await clientWith([['Authorization', 'Bearer nonsense-nonsense']]);
    expect(await client.getBooleanDetails('bool', false, CONTEXT)).toMatchObject({
      value: false,
      errorCode: ErrorCode.GENERAL,
    });
  });
});

describe('the OpenFeature web SDK with the real OFREP provider', () => {
  it('gets all flags at once, is told 304 while nothing changes, and sees a kill', async () => {
    const statuses: number[] = [];
    const provider = new OFREPWebProvider({
      baseUrl: app.url,
      headers: [['Authorization', `Bearer ${token}`]],
      pollInterval: 50,
      cacheMode: 'disabled',
      fetchImplementation: async (input: string | URL | Request, init?: RequestInit) => {
        const response = await fetch(input, init);
        statuses.push(response.status);
        return response;
      },
    });
    await Web.setContext(CONTEXT);
    await Web.setProviderAndWait(provider);
    const client = Web.getClient();
    expect(client.getBooleanValue('bool', false)).toBe(true);
    expect(client.getStringValue('text', 'default')).toBe('new');
    expect(client.getNumberValue('number', -1)).toBe(1.5);
    expect(client.getObjectValue('object', {})).toEqual({ hue: 240 });
    expect(client.getBooleanDetails('unheard-of', true)).toMatchObject({
      value: true,
      errorCode: ErrorCode.FLAG_NOT_FOUND,
    });
    expect(client.getBooleanValue('killed', false)).toBe(true);

    await eventually(async () => expect(statuses.filter((status) => status === 304).length).toBeGreaterThan(1));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    await kill('killed');
    await eventually(async () =>
      expect(client.getBooleanDetails('killed', true)).toMatchObject({ value: false, reason: 'DISABLED' }),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(2);

    // The provider keeps its tag when another attribute than the targeting key changes.
    await Web.setContext({ ...CONTEXT, plan: 'free' });
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(2);
  });
});

describe('the OpenFeature web SDK with the real OFREP provider and its event stream', () => {
  afterEach(async () => {
    await Web.clearProviders();
    vi.unstubAllGlobals();
  });

  /** What a browser has, and Node has not yet. */
  class Source extends EventSource {
    static readonly opened: Source[] = [];

    constructor(url: string | URL) {
      super(url);
      Source.opened.push(this);
    }
  }

  it('connects by itself, hears of a kill without polling, and tells that it has applied it', async () => {
    await flip('killed', true);
    vi.stubGlobal('EventSource', Source);
    const provider = new OFREPWebProvider({
      baseUrl: app.url,
      headers: [
        ['Authorization', `Bearer ${token}`],
        ['X-Loop-Instance', 'tab-1'],
        ['X-Loop-Sdk', 'js-web'],
      ],
      cacheMode: 'disabled',
    });
    await Web.setContext(CONTEXT);
    await Web.setProviderAndWait(provider);
    const client = Web.getClient();
    expect(client.getBooleanValue('killed', false)).toBe(true);
    await eventually(() => expect(Source.opened.at(-1)?.readyState).toBe(Source.OPEN));
    expect(Source.opened.at(-1)?.url).toContain('instance=tab-1');

    await kill('killed');
    await eventually(() =>
      expect(client.getBooleanDetails('killed', true)).toMatchObject({ value: false, reason: 'DISABLED' }),
    );
    await eventually(async () => {
      const { body } = await app.as().get('/api/v1/flags/killed/environments/production/receipts').expect(200);
      expect(body).toMatchObject({ applied: 1, pending: 0, silent: 0, lastAppliedMs: expect.any(Number) });
      expect(body.items).toMatchObject([{ instance: 'tab-1', sdk: 'js-web', door: 'bulk', connected: true }]);
    });

    // Another context is answered with the same stream: the connection is kept.
    const streams = Source.opened.length;
    await Web.setContext({ ...CONTEXT, plan: 'free' });
    await flip('killed', true);
    await eventually(() => expect(client.getBooleanValue('killed', false)).toBe(true));
    expect(Source.opened.length).toBe(streams);
  });
});
