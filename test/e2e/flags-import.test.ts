import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'checkout', team: 'payments' });
  await app.service({ key: 'other', team: 'payments' });
});
afterAll(() => app?.close());

interface Imported {
  key: string | null;
  outcome: string;
  why: string | null;
  environments: Record<string, boolean>;
  debt: string[];
  losses: { code: string; environment: string | null; detail: string }[];
  faults: { code: string }[];
}

const send = (document: unknown, query: Record<string, string | boolean>, on = app, token?: string) =>
  on
    .as(token)
    .post('/api/v1/flag-imports')
    .query({ service: 'checkout', ...query })
    .send(document as object);
async function run(document: unknown, query: Record<string, string | boolean> = {}, on = app) {
  const { status, body, text } = await send(document, { dryRun: 'false', ...query }, on);
  expect(status, text).toBe(200);
  const flags: Imported[] = body.flags;
  return { ...body, flags, of: (key: string) => flags.find((flag) => flag.key === key) };
}
const flagd = (flags: Record<string, unknown>): object => ({
  $schema: 'https://flagd.dev/schema/v0/flags.json',
  flags,
});
const simple = (defaultVariant = 'on', over: object = {}): object => ({
  state: 'ENABLED',
  variants: { on: true, off: false },
  defaultVariant,
  ...over,
});
const read = async (key: string) => (await app.as().get(`/api/v1/flags/${key}`).expect(200)).body;
const flip = (key: string, environment: string, on: boolean) =>
  app.as().post(`/api/v1/flags/${key}/environments/${environment}/flip`).send({ on, reason: 'test' }).expect(200);

const ld = (key: string, environments: Record<string, object>, over: object = {}): object => ({
  key,
  name: `About ${key}`,
  kind: 'boolean',
  temporary: true,
  variations: [{ value: true }, { value: false }],
  defaults: { onVariation: 0, offVariation: 1 },
  environments,
  ...over,
});
const place = (over: object = {}): object => ({
  on: true,
  targets: [],
  rules: [],
  fallthrough: { variation: 0 },
  offVariation: 1,
  prerequisites: [],
  ...over,
});

describe('a dry run', () => {
  it('is how it begins: it tells all and changes nothing', async () => {
    const { body } = await send(flagd({ dry: simple(), bad: { state: 'ENABLED' } }), { environment: 'production' });
    expect(body).toMatchObject({
      dryRun: true,
      format: 'flagd',
      environments: [{ source: '*', environment: 'production' }],
      counts: { read: 2, created: 1, broken: 1, leftAlone: 0 },
    });
    await app.as().get('/api/v1/flags/dry').expect(404);
  });

  it('says the same as the run after it', async () => {
    const document = flagd({ same: simple(), 'same-off': simple('off'), 'same-bad': 1 });
    const dry = (await send(document, { environment: 'staging' })).body;
    const wet = await run(document, { environment: 'staging' });
    expect({ ...wet, of: undefined, dryRun: true }).toEqual({ ...dry, of: undefined });
  });
});

describe('an import', () => {
  it('brings flags without owner and end as visible debt', async () => {
    const { of } = await run(flagd({ 'came-on': simple(), 'came-off': simple('off') }), { environment: 'production' });
    expect(of('came-on')).toMatchObject({
      outcome: 'created',
      environments: { production: true },
      debt: ['no_owner', 'no_expiry', 'no_removal_ticket'],
    });
    const flag = await read('came-on');
    expect(flag).toMatchObject({
      service: 'checkout',
      owner: {},
      expiresAt: null,
      removalTicket: null,
      debt: ['no_owner', 'no_expiry', 'no_removal_ticket'],
      environments: { production: { on: true }, staging: { on: false } },
    });
    expect((await read('came-off')).environments.production.on).toBe(false);
    const guard = await app.as().post('/api/v1/guards/flag-debt').send({ service: 'checkout' });
    expect(guard.status).toBe(409);
    expect(guard.body.reasons).toEqual(
      expect.arrayContaining([expect.objectContaining({ rule: 'no_expiry', subject: 'came-on' })]),
    );
    const history = (await app.as().get('/api/v1/flags/came-on/history')).body.items;
    expect(history).toMatchObject([{ action: 'import', detail: { format: 'flagd', environments: ['production'] } }]);
    const evaluator = await app.token({ permissions: ['flags:evaluate'], environment: 'production' });
    const answer = await app
      .as(evaluator)
      .post('/ofrep/v1/evaluate/flags/came-on')
      .send({ context: { targetingKey: 'u' } });
    expect(answer.body).toMatchObject({ value: true });
  });

  it('lets such a flag be changed and mended piece by piece', async () => {
    await run(flagd({ mended: simple() }), { environment: 'production' });
    const patch = (body: object) => app.as().patch('/api/v1/flags/mended').send(body);
    await patch({ name: 'Mended' }).expect(200);
    await patch({ owner: { team: 'payments' } }).expect(200);
    await patch({ removalTicket: 'OPS-1' }).expect(200);
    const { body } = await patch({ expiresAt: '2100-01-01T00:00:00Z' }).expect(200);
    expect(body.debt).toEqual([]);
    await patch({ removalTicket: null }).expect(422);
  });

  it('turns nothing on whose targeting is lost, and lists each thing', async () => {
    const rules = [{ clauses: [{ attribute: 'email', op: 'matches', values: ['^a'] }], variation: 1 }];
    const { of, counts } = await run({
      items: [ld('targeted', { production: place({ rules }), staging: place() }), ld('plain', { production: place() })],
    });
    expect(of('targeted')).toMatchObject({
      environments: { production: false, staging: true },
      losses: [{ code: 'targeting', environment: 'production', detail: 'The rule email matches ^a → "off".' }],
    });
    expect(of('plain')).toMatchObject({ environments: { production: true }, losses: [] });
    expect(counts).toMatchObject({ created: 2, losses: 1 });
    expect((await read('targeted')).environments).toMatchObject({ production: { on: false }, staging: { on: true } });
  });

  it('brings rules that can be said here, and they decide', async () => {
    const rules = [{ clauses: [{ attribute: 'country', op: 'in', values: ['DE'] }], variation: 0 }];
    const production = place({ rules, fallthrough: { variation: 1 } });
    const { of } = await run({ items: [ld('ruled', { production })] });
    expect(of('ruled')).toMatchObject({ environments: { production: true }, losses: [] });
    expect((await run({ items: [ld('ruled', { production })] })).of('ruled')?.why).toBe('It is the same here.');
    const evaluator = await app.token({ permissions: ['flags:evaluate'], environment: 'production' });
    const value = async (context: object): Promise<unknown> =>
      (
        await app
          .as(evaluator)
          .post('/ofrep/v1/evaluate/flags/ruled')
          .send({ context: { targetingKey: 'u', ...context } })
      ).body.value;
    expect([await value({ country: 'DE' }), await value({ country: 'FR' }), await value({})]).toEqual([
      true,
      false,
      false,
    ]);
    const versions = (await app.as().get('/api/v1/flags/ruled/environments/production/rules/versions').expect(200))
      .body;
    expect(versions.items).toMatchObject([
      { reason: 'imported from launchdarkly', rules: [{ serve: { variant: 'on' } }] },
    ]);
    await run({ items: [ld('ruled', { staging: production })] });
    expect((await read('ruled')).environments.staging).toMatchObject({
      on: true,
      rules: [{ serve: { variant: 'on' } }],
    });
  });

  it('knows whoever the source names, if they are here', async () => {
    await app.person({ key: 'ana' });
    const { of } = await run({
      items: [
        ld('of-ana', { production: place() }, { _maintainer: { email: 'ana@example.com' } }),
        ld('of-team', { production: place() }, { _maintainerTeam: { key: 'payments' } }),
        ld('of-nobody', { production: place() }, { _maintainer: { email: 'gone@example.com' } }),
      ],
    });
    expect([of('of-ana')?.debt, of('of-team')?.debt, of('of-nobody')?.debt[0]]).toEqual([
      ['no_expiry', 'no_removal_ticket'],
      ['no_expiry', 'no_removal_ticket'],
      'no_owner',
    ]);
    expect((await read('of-ana')).owner).toEqual({ person: 'ana' });
    expect((await read('of-team')).owner).toEqual({ team: 'payments' });
  });

  it('takes an archived flag as archived, off everywhere', async () => {
    await run({ items: [ld('was', { production: place() }, { archived: true })] });
    expect(await read('was')).toMatchObject({
      stage: 'archived',
      debt: [],
      environments: { production: { on: false } },
    });
  });

  it('maps environments, leaves out what it is told to, and refuses what nobody can guess', async () => {
    const document = { items: [ld('mapped', { prod: place(), test: place(), dev: place({ rules: [{}] }) })] };
    const refused = await send(document, {});
    expect([refused.status, refused.body.errors[0].code]).toEqual([422, 'unmapped']);
    const { environments, of } = await run(document, { environments: 'prod:production,test:staging,dev:' });
    expect(environments).toEqual([
      { source: 'prod', environment: 'production' },
      { source: 'test', environment: 'staging' },
      { source: 'dev', environment: null },
    ]);
    expect(of('mapped')).toMatchObject({ environments: { production: true, staging: true }, losses: [] });
    const unknown = await send(document, { environments: 'prod:nowhere' });
    expect(unknown.body.errors[0]).toMatchObject({ field: 'environments', code: 'unknown_environment' });
    expect((await send(flagd({ x: simple() }), {})).body.errors[0]).toMatchObject({ code: 'missing' });
  });

  it('refuses what it does not know', async () => {
    expect((await send({ toggles: [] }, {})).body.code).toBe('unknown_format');
    expect((await send(flagd({}), { format: 'launchdarkly' })).body.code).toBe('other_format');
    expect((await send(flagd({}), { service: 'nobody' })).body.errors[0].code).toBe('unknown_service');
    expect((await send(flagd({}), { environments: 'nonsense' })).status).toBe(400);
    const reader = await app.token({ permissions: ['read'] });
    expect((await send(flagd({}), { environment: 'production' }, app, reader)).status).toBe(403);
  });

  it('leaves the approval of others to others', async () => {
    await app.service({ key: 'guarded', team: 'payments' });
    const policy = { production: true, environments: [], approvals: 1, offNeedsApproval: false, expiresAfterHours: 24 };
    const put = await app.as().put('/api/v1/services/guarded/change-policy').send(policy);
    expect(put.status, put.text).toBeLessThan(300);
    const { of } = await run(
      { items: [ld('careful', { production: place(), staging: place() })] },
      { service: 'guarded' },
    );
    expect(of('careful')).toMatchObject({
      environments: { production: false, staging: true },
      losses: [{ code: 'approval', environment: 'production' }],
    });
  });
});

describe('an import run again', () => {
  it('adds only what is new and says what it left alone', async () => {
    await run(flagd({ again: simple(), touched: simple() }), { environment: 'production' });
    await flip('touched', 'production', false);
    const second = await run(flagd({ again: simple(), touched: simple(), fresh: simple() }), {
      environment: 'production',
    });
    expect(second.counts).toMatchObject({ read: 3, created: 1, leftAlone: 2 });
    expect(second.of('again')).toMatchObject({ outcome: 'left_alone', why: 'It is the same here.' });
    expect(second.of('touched')?.why).toContain('off in production');
    expect((await read('touched')).environments.production.on).toBe(false);
  });

  it('fills environments that nobody has set yet, of flags that came the same way', async () => {
    await run(flagd({ filled: simple() }), { environment: 'production' });
    const { of } = await run(flagd({ filled: simple() }), { environment: 'staging' });
    expect(of('filled')).toMatchObject({ outcome: 'added', environments: { staging: true } });
    expect((await read('filled')).environments).toMatchObject({ production: { on: true }, staging: { on: true } });
    expect((await run(flagd({ filled: simple('off') }), { environment: 'staging' })).of('filled')?.outcome).toBe(
      'left_alone',
    );
  });

  it('overwrites what it is asked to, and no owner', async () => {
    await run(flagd({ asked: simple() }), { environment: 'production' });
    await app
      .as()
      .patch('/api/v1/flags/asked')
      .send({ name: 'Ours', owner: { team: 'payments' } })
      .expect(200);
    await flip('asked', 'production', false);
    const { of } = await run(flagd({ asked: simple() }), { environment: 'production', overwrite: 'true' });
    expect(of('asked')?.outcome).toBe('overwritten');
    expect(await read('asked')).toMatchObject({
      name: 'asked',
      owner: { team: 'payments' },
      environments: { production: { on: true } },
    });
  });

  it('overwrites rules with none, where it has none', async () => {
    const unleash = (strategy: object) => ({
      version: 2,
      features: [{ name: 'opened', type: 'release', enabled: true, strategies: [strategy] }],
    });
    const named = unleash({ name: 'userWithId', parameters: { userIds: 'ana,ben' } });
    const query = { environment: 'production' };
    expect((await run(named, query)).of('opened')).toMatchObject({ outcome: 'created' });
    expect((await read('opened')).environments.production.rules).toHaveLength(1);
    const everybody = unleash({ name: 'default', parameters: {} });
    expect((await run(everybody, query)).of('opened')?.why).toContain('rules in production');
    const again = await run(everybody, { ...query, overwrite: 'true' });
    expect(again.of('opened')).toMatchObject({ outcome: 'overwritten', losses: [] });
    expect((await read('opened')).environments.production).toMatchObject({ on: true, rules: [], otherwise: null });
  });

  it('touches no flag of another service, and none that was made here', async () => {
    const flag = { kind: 'ops', owner: { team: 'payments' } };
    await app
      .as()
      .post('/api/v1/flags')
      .send({ ...flag, key: 'theirs', service: 'other' })
      .expect(201);
    await app
      .as()
      .post('/api/v1/flags')
      .send({ ...flag, key: 'ours', service: 'checkout' })
      .expect(201);
    const { of } = await run(flagd({ theirs: simple(), ours: simple() }), { environment: 'production' });
    expect(of('theirs')?.why).toBe('It is here already, of the service "other".');
    expect(of('ours')?.outcome).toBe('left_alone');
    expect((await read('ours')).environments.production.on).toBe(false);
  });
});

describe('10,000 flags', () => {
  it('come in at once, the broken ones told, and a run that was broken off is taken up', async () => {
    await app.service({ key: 'many', team: 'payments' });
    const good = Array.from({ length: 10_000 }, (_, i) => [`many-${i}`, simple(i % 2 === 0 ? 'on' : 'off')]);
    const bad = Array.from({ length: 20 }, (_, i) => [`broken-${i}`, { variants: { a: 1, b: 'x' } }]);
    const entries = good.flatMap((entry, i) => (i % 500 === 7 ? [bad[Math.floor(i / 500)] ?? entry, entry] : [entry]));
    const query = { service: 'many', environment: 'production' };
    // What a run leaves that ended after its third batch.
    const part = await run(flagd(Object.fromEntries(entries.slice(0, 1_500))), query);
    expect(part.counts).toMatchObject({ created: 1_497, broken: 3 });
    const whole = await run(flagd(Object.fromEntries(entries)), query);
    expect(whole.counts).toEqual({
      read: 10_020,
      created: 8_503,
      added: 0,
      overwritten: 0,
      leftAlone: 1_497,
      broken: 20,
      losses: 0,
    });
    const [counted] = await app.sql<{ flags: number; lit: number; told: number }>(
      `select (select count(*)::int from flags where service = 'many') as flags,
         (select count(*)::int from flag_environments e join flags f on f.key = e.flag where f.service = 'many' and e.on_state) as lit,
         (select count(*)::int from flag_history h join flags f on f.key = h.flag where f.service = 'many') as told`,
    );
    expect(counted).toEqual({ flags: 10_000, lit: 5_000, told: 10_000 });
    const page = await app.as().get('/api/v1/flags').query({ service: 'many', debt: 'no_owner', limit: 1 });
    expect(page.body.total).toBe(10_000);
    const evaluator = await app.token({ permissions: ['flags:evaluate'], environment: 'production' });
    const bulk = await app
      .as(evaluator)
      .post('/ofrep/v1/evaluate/flags')
      .send({ context: { targetingKey: 'u' } });
    expect(bulk.body.flags.filter(({ key }: { key: string }) => key.startsWith('many-'))).toHaveLength(10_000);
  }, 60_000);
});
