import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;
let evaluator: string;
let made = 0;

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'checkout', team: 'payments' });
  evaluator = await app.token({ permissions: ['flags:evaluate'], environment: 'production' });
});
afterAll(() => app.close());

async function newFlag(on = true, over: object = {}): Promise<string> {
  made += 1;
  const key = `flag-${made}`;
  const flag = { key, name: key, kind: 'ops', service: 'checkout', owner: { team: 'payments' }, ...over };
  await app.as().post('/api/v1/flags').send(flag).expect(201);
  if (on) await flip(key, true);
  return key;
}
const flip = (key: string, on: boolean) =>
  app.as().post(`/api/v1/flags/${key}/environments/production/flip`).send({ on, reason: 'because' }).expect(200);
const at = (key: string, environment = 'production') => `/api/v1/flags/${key}/environments/${environment}/rules`;
const put = (key: string, body: object, environment?: string) => app.as().put(at(key, environment)).send(body);
async function variantOf(key: string, context: object = {}): Promise<string> {
  const { body } = await app
    .as(evaluator)
    .post(`/ofrep/v1/evaluate/flags/${key}`)
    .send({ context: { targetingKey: 'u', ...context } })
    .expect(200);
  return body.variant;
}
const segment = (key: string, value = 'pro') =>
  app
    .as()
    .put(`/api/v1/segments/${key}`)
    .send({ name: key, conditions: [{ attribute: 'plan', operator: 'equals', value }] });
const PRO = { conditions: [{ attribute: 'plan', operator: 'equals', value: 'pro' }], serve: { variant: 'on' } };
const OFF = { variant: 'off' };
const requires = (...flags: string[]) => flags.map((flag) => ({ flag, variants: ['on'] }));

describe('rules', () => {
  it('decide from the answer on, in one environment alone, and stand in flag and history', async () => {
    const key = await newFlag();
    const { body, headers } = await put(key, { rules: [PRO], otherwise: OFF, reason: 'Paying first' }).expect(200);
    expect(body).toEqual({
      flag: key,
      environment: 'production',
      rules: [{ id: 'r1', description: null, conditions: PRO.conditions, share: null, serve: PRO.serve }],
      otherwise: OFF,
      prerequisites: [],
    });
    expect([await variantOf(key, { plan: 'pro' }), await variantOf(key, { plan: 'free' })]).toEqual(['on', 'off']);
    const read = await app.as().get(at(key)).expect(200);
    expect(read.body).toEqual(body);
    expect(read.headers['etag']).toBe(headers['etag']);
    const flag = (await app.as().get(`/api/v1/flags/${key}`)).body;
    expect(flag.environments.production).toMatchObject({ rules: body.rules, otherwise: OFF, prerequisites: [] });
    expect(flag.environments.staging).toMatchObject({ rules: [], otherwise: null });
    const [last] = (await app.as().get(`/api/v1/flags/${key}/history`)).body.items;
    expect(last).toMatchObject({ action: 'rules', environment: 'production', reason: 'Paying first' });
    expect(last.detail).toMatchObject({ before: { rules: [] }, after: { otherwise: OFF } });
  });

  it('of an off flag are not looked at, and come back with it', async () => {
    const key = await newFlag(false);
    await put(key, { rules: [PRO], otherwise: OFF }).expect(200);
    expect(await variantOf(key, { plan: 'pro' })).toBe('off');
    await flip(key, true);
    expect(await variantOf(key, { plan: 'pro' })).toBe('on');
  });

  it('that cannot be resolved serve the off variant, though the default is on', async () => {
    const key = await newFlag();
    await put(key, { rules: [PRO] }).expect(200);
    expect([await variantOf(key), await variantOf(key, { plan: 7 }), await variantOf(key, { plan: 'free' })]).toEqual([
      'off',
      'off',
      'on',
    ]);
  });

  it('saved as they are change nothing; an If-Match of before is refused', async () => {
    const key = await newFlag();
    const first = await put(key, { rules: [PRO] }).expect(200);
    await put(key, { rules: [PRO], reason: 'again' }).expect(200);
    expect((await app.as().get(`${at(key)}/versions`)).body.items).toHaveLength(1);
    const match = (tag: string | undefined) => put(key, { rules: [] }).set('if-match', tag ?? '');
    await put(key, { rules: [PRO], otherwise: OFF }).expect(200);
    await match(first.headers['etag']).expect(412);
    // A flip is no change of the rules.
    const tag = (await app.as().get(at(key))).headers['etag'];
    await flip(key, false);
    await match(tag).expect(200);
  });

  it('can be brought back from any version', async () => {
    const key = await newFlag();
    await put(key, { rules: [PRO], otherwise: OFF }).expect(200);
    await put(key, { rules: [], otherwise: null }).expect(200);
    const { items } = (await app.as().get(`${at(key)}/versions?limit=1`)).body;
    const all = (await app.as().get(`${at(key)}/versions`)).body.items;
    expect(items).toEqual(all.slice(0, 1));
    const restore = (version: string) =>
      app
        .as()
        .post(`${at(key)}/restore`)
        .send({ version, reason: 'too much' });
    const { body } = await restore(all[1].id).expect(200);
    expect(body).toMatchObject({ otherwise: OFF, rules: [{ id: 'r1' }] });
    expect(await variantOf(key, { plan: 'free' })).toBe('off');
    await restore('019a9f5e-0000-7000-8000-000000000000').expect(404);
    await restore('one').expect(422);
  });

  it('name every fault at once', async () => {
    const key = await newFlag();
    const rules = [
      { id: 'a b', conditions: [{ attribute: 'a..b', operator: 'equals', value: null }], serve: { variant: 'purple' } },
      { conditions: [{ attribute: 'v', operator: 'semver_lt', value: 'latest' }], serve: {} },
      { share: { percent: 101 }, serve: { split: [{ variant: 'on', weight: 50 }] }, colour: 'red' },
    ];
    const { body } = await put(key, { rules, prerequisites: [{ flag: 'x', variants: [] }] }).expect(422);
    expect(body.errors.map(({ field, code }: Record<string, string>) => `${field} ${code}`)).toEqual([
      'rules[0].id bad_id',
      'rules[0].conditions[0].attribute bad_attribute',
      'rules[0].conditions[0].value bad_value',
      'rules[1].conditions[0].value bad_value',
      'rules[1].serve ambiguous',
      'rules[2].colour unknown_field',
      'rules[2].share.percent bad_percent',
      'rules[2].serve.split not_whole',
      'prerequisites[0].variants missing',
    ]);
    const named = {
      rules: [{ conditions: [{ operator: 'in_segment', segment: 'nobody' }], serve: { variant: 'purple' } }],
      otherwise: { variant: 'green' },
      prerequisites: requires('nothing'),
    };
    const second = await put(key, named).expect(422);
    expect(second.body.errors.map(({ field, code }: Record<string, string>) => `${field} ${code}`)).toEqual([
      'rules[0].serve.variant unknown_variant',
      'rules[0].conditions[0].segment unknown_segment',
      'otherwise.variant unknown_variant',
      'prerequisites[0].flag unknown_flag',
    ]);
  });

  it.each([
    [{}, 422],
    [{ rules: 'x' }, 422],
    [{ rules: [null, 7, []] }, 422],
    [{ rules: [], otherwise: 'on' }, 422],
    [{ rules: [], prerequisites: {} }, 422],
    [{ rules: [], more: 1 }, 422],
  ])('answer %j with %i', async (body, status) => {
    const key = await newFlag();
    expect((await put(key, body)).status).toBe(status);
  });

  it('are refused of flags and environments that there are not, and of archived flags', async () => {
    await put('nothing', { rules: [] }).expect(404);
    const key = await newFlag(false);
    await put(key, { rules: [] }, 'nowhere').expect(404);
    await app.as().post(`/api/v1/flags/${key}/complete`).send({ outcome: 'kept' }).expect(200);
    await app.as().post(`/api/v1/flags/${key}/archive`).expect(200);
    expect((await put(key, { rules: [PRO] })).body).toMatchObject({ status: 409, code: 'flag_archived' });
  });

  it('need flags:write to be changed and read to be read', async () => {
    const key = await newFlag();
    const reader = await app.token({ permissions: ['read'] });
    await app.as(reader).get(at(key)).expect(200);
    await app.as(reader).put(at(key)).send({ rules: [] }).expect(403);
    expect((await app.as(evaluator).get(at(key))).status).toBe(403);
  });

  it('keep the variants that they serve from being taken away', async () => {
    const key = await newFlag();
    await put(key, { rules: [PRO], otherwise: OFF }).expect(200);
    const variants = { yes: true, off: false };
    const patch = await app.as().patch(`/api/v1/flags/${key}`).send({ variants, defaultVariant: 'yes' }).expect(422);
    expect(patch.body.errors).toMatchObject([{ field: 'variants.on', code: 'variant_served' }]);
  });
});

describe('prerequisites', () => {
  it('turn a flag off with the flag it requires, over others too, and on again', async () => {
    const [a, b, c] = [await newFlag(), await newFlag(), await newFlag()];
    await put(b, { rules: [], prerequisites: requires(a) }).expect(200);
    await put(c, { rules: [], prerequisites: requires(b) }).expect(200);
    expect(await variantOf(c)).toBe('on');
    await app.as().post(`/api/v1/flags/${a}/kill`).send({ environment: 'production', reason: 'fire' }).expect(200);
    expect([await variantOf(b), await variantOf(c)]).toEqual(['off', 'off']);
    await flip(a, true);
    expect(await variantOf(c)).toBe('on');
  });

  it('make no circle, not even written at once', async () => {
    const [a, b, c] = [await newFlag(), await newFlag(), await newFlag()];
    await put(a, { rules: [], prerequisites: requires(a) }).expect(422);
    await put(b, { rules: [], prerequisites: requires(a) }).expect(200);
    await put(c, { rules: [], prerequisites: requires(b) }).expect(200);
    const { body } = await put(a, { rules: [], prerequisites: requires(c) }).expect(422);
    expect(body.errors).toMatchObject([{ field: 'prerequisites', code: 'cycle' }]);
    expect(body.errors[0].detail).toContain([a, c, b, a].join(' → '));
    for (let round = 0; round < 5; round += 1) {
      const [left, right] = [await newFlag(), await newFlag()];
      const both = await Promise.all([
        put(left, { rules: [], prerequisites: requires(right) }),
        put(right, { rules: [], prerequisites: requires(left) }),
      ]);
      expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422]);
    }
  });

  it('keep the flag they name out of the archive', async () => {
    const [a, b] = [await newFlag(), await newFlag()];
    await put(b, { rules: [], prerequisites: requires(a) }).expect(200);
    await app.as().post(`/api/v1/flags/${a}/complete`).send({ outcome: 'kept' }).expect(200);
    const { body } = await app.as().post(`/api/v1/flags/${a}/archive`).expect(409);
    expect(body).toMatchObject({ code: 'flag_required' });
    await put(b, { rules: [] }).expect(200);
    await app.as().post(`/api/v1/flags/${a}/archive`).expect(200);
  });
});

describe('a segment', () => {
  it('is shared by flags, shows where it is used and cannot be deleted meanwhile', async () => {
    expect((await segment('testers').expect(201)).body).toMatchObject({ key: 'testers', match: 'all', usedBy: [] });
    const [a, b] = [await newFlag(), await newFlag()];
    const rule = { conditions: [{ operator: 'in_segment', segment: 'testers' }], serve: { variant: 'on' } };
    for (const key of [a, b]) await put(key, { rules: [rule], otherwise: OFF }).expect(200);
    expect([await variantOf(a, { plan: 'pro' }), await variantOf(b, { plan: 'max' })]).toEqual(['on', 'off']);
    await segment('testers', 'max').expect(200);
    expect([await variantOf(a, { plan: 'pro' }), await variantOf(b, { plan: 'max' })]).toEqual(['off', 'on']);
    const { body } = await app.as().get('/api/v1/segments/testers').expect(200);
    expect(body.usedBy).toMatchObject([
      { flag: a, environment: 'production', on: true, stage: 'active' },
      { flag: b, environment: 'production', on: true },
    ]);
    const refused = await app.as().delete('/api/v1/segments/testers').expect(409);
    expect(refused.body).toMatchObject({ code: 'segment_used' });
    for (const key of [a, b]) await put(key, { rules: [] }).expect(200);
    await app.as().delete('/api/v1/segments/testers').expect(204);
    await app.as().delete('/api/v1/segments/testers').expect(204);
    await app.as().get('/api/v1/segments/testers').expect(404);
    await put(a, { rules: [rule] }).expect(422);
    await segment('testers').expect(201);
    await put(a, { rules: [rule], otherwise: OFF }).expect(200);
    expect(await variantOf(a, { plan: 'pro' })).toBe('on');
  });

  it('is never deleted while a flag begins to use it', async () => {
    const rule = { conditions: [{ operator: 'not_in_segment', segment: 'racing' }], serve: { variant: 'on' } };
    for (let round = 0; round < 5; round += 1) {
      const key = await newFlag();
      await segment('racing');
      const [saved, deleted] = await Promise.all([
        put(key, { rules: [rule] }),
        app.as().delete('/api/v1/segments/racing'),
      ]);
      expect([
        [200, 409],
        [422, 204],
      ]).toContainEqual([saved.status, deleted.status]);
      await put(key, { rules: [] }).expect(200);
    }
  });

  it('says before it is saved how many would get something else, of each flag that is on with it', async () => {
    await segment('weighed').expect(201);
    const rule = { conditions: [{ operator: 'in_segment', segment: 'weighed' }], serve: { variant: 'on' } };
    const [lit, dark] = [await newFlag(), await newFlag(false)];
    for (const key of [lit, dark]) await put(key, { rules: [rule], otherwise: OFF }).expect(200);
    const preview = (value: string) =>
      app
        .as()
        .post('/api/v1/segments/weighed/preview')
        .send({ name: 'Weighed', conditions: [{ attribute: 'plan', operator: 'equals', value }] });
    expect((await preview('pro').expect(200)).body).toEqual({
      effects: [{ flag: lit, environment: 'production', compared: 200, changed: 0, flows: [] }],
      further: 0,
    });
    const [effect] = (await preview('max').expect(200)).body.effects;
    expect(effect.changed).toBeGreaterThan(0);
    const flows = [
      { from: 'off', to: 'on', contexts: effect.changed / 2 },
      { from: 'on', to: 'off', contexts: effect.changed / 2 },
    ];
    expect(effect.flows).toEqual(expect.arrayContaining(flows));
    const saved = (await app.as().get('/api/v1/segments/weighed')).body;
    expect(saved.conditions, 'nothing is saved').toMatchObject([{ value: 'pro' }]);
    await app.as().post('/api/v1/segments/nobody/preview').send({ name: 'x', conditions: [] }).expect(404);
    await app.as().post('/api/v1/segments/weighed/preview').send({ name: 'x', conditions: [] }).expect(422);
  });

  it('names every fault, and knows no other segment', async () => {
    const send = (key: string, body: object) => app.as().put(`/api/v1/segments/${key}`).send(body);
    await send('BAD', { name: 'x', conditions: [] }).expect(422);
    await send('bad', { name: 'x', conditions: [] }).expect(422);
    await send('bad', { conditions: [{ attribute: 'a', operator: 'exists' }] }).expect(422);
    const { body } = await send('bad', {
      name: 'x',
      match: 'all',
      conditions: [
        { operator: 'in_segment', segment: 'y' },
        { attribute: 'a', operator: 'in', values: ['x', 1] },
      ],
    }).expect(422);
    expect(body.errors.map(({ field }: { field: string }) => field)).toContain('conditions[1].values');
  });

  it('is listed, found and saved under the version that was read', async () => {
    await segment('alpha').expect(201);
    const { body, headers } = await app.as().get('/api/v1/segments?q=alph');
    expect(body.items).toMatchObject([{ key: 'alpha' }]);
    expect(headers['etag']).toBeDefined();
    const { etag = '' } = (await app.as().get('/api/v1/segments/alpha')).headers;
    await segment('alpha', 'max').set('if-match', etag).expect(200);
    await segment('alpha', 'pro').set('if-match', etag).expect(412);
    await app.as().delete('/api/v1/segments/alpha').set('if-match', etag).expect(412);
  });

  it('is heard of by every process', async () => {
    const beside = await startApp({ beside: app, worker: false });
    try {
      await segment('remote').expect(201);
      const key = await newFlag();
      const rule = { conditions: [{ operator: 'in_segment', segment: 'remote' }], serve: { variant: 'on' } };
      await put(key, { rules: [rule], otherwise: OFF }).expect(200);
      const ask = async (plan: string): Promise<string> => {
        const context = { targetingKey: 'u', plan };
        const sent = beside.as(evaluator).post(`/ofrep/v1/evaluate/flags/${key}`).send({ context });
        return (await sent).body.variant;
      };
      await expect.poll(() => ask('pro'), { timeout: 5_000 }).toBe('on');
      await segment('remote', 'max').expect(200);
      await expect.poll(() => ask('pro'), { timeout: 5_000 }).toBe('off');
    } finally {
      await beside.close();
    }
  });
});

describe('a dry run', () => {
  const run = (key: string, body: object) =>
    app.as().post(`/api/v1/flags/${key}/environments/production/dry-run`).send(body);

  it('says what a context would get and why, step by step', async () => {
    const [key, required] = [await newFlag(), await newFlag()];
    const next = { share: { percent: 100 }, serve: { variant: 'on' } };
    await put(key, { rules: [PRO, next], otherwise: OFF, prerequisites: requires(required) }).expect(200);
    const { body } = await run(key, { context: { targetingKey: 'u', plan: 'free' } }).expect(200);
    expect(body).toMatchObject({ variant: 'on', value: true });
    expect(body.steps.map(({ step, outcome }: Record<string, string>) => `${step} ${outcome}`)).toEqual([
      'state holds',
      'prerequisites holds',
      'rule fails',
      'rule holds',
    ]);
    expect(body.steps[2].checks).toEqual([{ asked: 'plan equals "pro"', actual: 'free', outcome: 'fails' }]);
    const unknown = await run(key, { context: { targetingKey: 'u' } }).expect(200);
    expect(unknown.body).toMatchObject({ variant: 'off' });
    expect(unknown.body.steps.at(-1)).toMatchObject({ rule: 'r1', outcome: 'unresolved' });
    await flip(required, false);
    const broken = await run(key, { context: { targetingKey: 'u', plan: 'pro' } }).expect(200);
    expect(broken.body).toMatchObject({ variant: 'off' });
    expect(broken.body.steps.at(-1)).toMatchObject({ step: 'prerequisites', outcome: 'fails' });
  });

  it('tries rules that are not saved', async () => {
    const key = await newFlag();
    const { body } = await run(key, { context: { plan: 'pro' }, rules: [{ ...PRO, serve: OFF }] }).expect(200);
    expect(body.variant).toBe('off');
    expect(await variantOf(key, { plan: 'pro' })).toBe('on');
    await run(key, { context: 'x' }).expect(422);
    await run(key, { context: {}, rules: [{}] }).expect(422);
  });
});

describe('a preview', () => {
  it('shows what an edit changes and for whom, and saves nothing', async () => {
    const key = await newFlag();
    await put(key, { rules: [PRO], otherwise: OFF }).expect(200);
    const max = { ...PRO, conditions: [{ attribute: 'plan', operator: 'in', values: ['pro', 'max'] }] };
    const edit = { rules: [max], otherwise: OFF };
    const preview = (over: object) =>
      app
        .as()
        .post(`${at(key)}/preview`)
        .send({ ...edit, ...over });
    const contexts = ['pro', 'max', 'free'].map((plan) => ({ targetingKey: 'u', plan }));
    const { body } = await preview({ contexts }).expect(200);
    expect(body).toMatchObject({
      differences: [{ what: 'rule_changed', rule: 'r1' }],
      live: true,
      production: true,
      reach: {
        contexts: 'given',
        compared: 3,
        changed: 1,
        flows: [{ from: 'off', to: 'on', contexts: 1 }],
        examples: [{ context: contexts[1], before: 'off', after: 'on' }],
      },
    });
    const made = (await preview({}).expect(200)).body.reach;
    expect(made).toMatchObject({ contexts: 'made', compared: 1_000, flows: [{ from: 'off', to: 'on' }] });
    expect(made.changed).toBeGreaterThan(0);
    expect(made.changed).toBeLessThan(1_000);
    expect((await app.as().get(`${at(key)}/versions`)).body.items).toHaveLength(1);
    await preview({ otherwise: { variant: 'purple' } }).expect(422);
  });

  it('tells the share that a split moves, and which flags follow', async () => {
    const [key, after] = [await newFlag(), await newFlag()];
    await put(after, { rules: [], prerequisites: requires(key) }).expect(200);
    const split = (on: number) => ({
      rules: [],
      otherwise: {
        split: [
          { variant: 'on', weight: on },
          { variant: 'off', weight: 100 - on },
        ],
      },
    });
    await put(key, split(20)).expect(200);
    const { reach } = (
      await app
        .as()
        .post(`${at(key)}/preview`)
        .send(split(50))
        .expect(200)
    ).body;
    expect(reach.requiredBy).toEqual([after]);
    expect(reach.changed).toBeGreaterThan(250);
    expect(reach.changed).toBeLessThan(350);
    expect(reach.flows).toMatchObject([{ from: 'off', to: 'on' }]);
  });

  it('shows what other answers change, also the value of a variant, and names their faults as saving would', async () => {
    const key = await newFlag(true, { variants: { on: 'new', off: 'old' } });
    await put(key, { rules: [PRO] }).expect(200);
    const preview = (over: object, environment?: string) =>
      app
        .as()
        .post(`${at(key, environment)}/preview`)
        .send(over);
    const contexts = ['pro', 'free'].map((plan) => ({ targetingKey: 'u', plan }));
    const turned = (await preview({ defaultVariant: 'off', contexts }).expect(200)).body;
    expect(turned).toMatchObject({
      differences: [{ what: 'default_variant', rule: null, variant: null, from: 'on', to: 'off' }],
      live: true,
      production: true,
      reach: { changed: 1, flows: [{ from: 'on', to: 'off', contexts: 1 }] },
    });
    const variants = { on: 'newest', off: 'old' };
    const other = (await preview({ variants, contexts }).expect(200)).body;
    expect(other).toMatchObject({
      differences: [{ what: 'variant_changed', rule: null, variant: 'on', from: 'new', to: 'newest' }],
      reach: { changed: 2, flows: [{ from: 'on', to: 'on', contexts: 2 }] },
    });
    const off = { offVariant: 'on', contexts };
    expect((await preview(off).expect(200)).body.reach.changed, 'it is on').toBe(0);
    expect((await preview(off, 'staging').expect(200)).body).toMatchObject({ live: false, reach: { changed: 2 } });
    const both = { variants: { ...variants, third: 'x' }, rules: [{ ...PRO, serve: { variant: 'third' } }], contexts };
    expect((await preview(both).expect(200)).body.reach.flows).toEqual([
      { from: 'on', to: 'third', contexts: 1 },
      { from: 'on', to: 'on', contexts: 1 },
    ]);
    expect((await preview({}).expect(200)).body).toMatchObject({ differences: [], reach: { changed: 0 } });

    const fieldsOf = async (body: object): Promise<string[]> =>
      (await preview(body).expect(422)).body.errors.map(({ field }: { field: string }) => field);
    expect(await fieldsOf({ variants: { off: 'old' } })).toEqual(['defaultVariant', 'variants.on']);
    expect(await fieldsOf({ variants: { on: 'new', off: 1 } })).toEqual(['variants.off']);
    expect(await fieldsOf({ otherwise: OFF })).toEqual(['rules']);
    expect((await app.as().get(`/api/v1/flags/${key}`)).body.variants).toEqual({ on: 'new', off: 'old' });
  });
});
