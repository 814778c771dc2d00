import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../support/index.js';

const DAY = 86_400_000;
const EVERY = ['expiresAt', 'key', 'owner', 'removalTicket', 'service'];
const VARIANTS = ['defaultVariant', 'offVariant', 'variants.b'];
const CONTEXT = { context: { targetingKey: 'u' } };

describe('flags', () => {
  let app: TestApp;
  const ahead = (ms: number): string => new Date(app.clock.now().getTime() + ms).toISOString();
  const post = (path: string, body: object = {}, headers: Record<string, string> = {}) =>
    app.as().post(`/api/v1/${path}`).set(headers).send(body);
  const get = (path: string) => app.as().get(`/api/v1/${path}`);
  const least = (key: string, more: object = {}) => ({
    key,
    name: key,
    kind: 'ops',
    service: 'checkout',
    owner: { team: 'team' },
    ...more,
  });
  const made = async (key: string, more: object = {}): Promise<Response> => {
    const response = await post('flags', least(key, more));
    expect(response.status, JSON.stringify(response.body)).toBe(201);
    return response;
  };
  const flip = (key: string, on: boolean, headers: Record<string, string> = {}, environment = 'production') =>
    post(`flags/${key}/environments/${environment}/flip`, { on, reason: 'because' }, headers);
  const fields = ({ status, body }: Response): string[] => {
    expect(status).toBe(422);
    return [...new Set<string>(body.errors.map(({ field }: { field: string }) => field))].toSorted();
  };
  const keys = async (query: string): Promise<string[]> => {
    const { body, status } = await get(`flags?${query}`);
    expect(status, query).toBe(200);
    return body.items.map(({ key }: { key: string }) => key);
  };

  beforeAll(async () => {
    app = await startApp();
    await app.service({ key: 'checkout', repository: 'acme/shop' });
    await app.person({ key: 'ana', teams: ['team'] });
  });
  afterAll(async () => app.close());

  it('are born with the defaults of the contract, off in every environment of their service', async () => {
    const environments = ['live', 'canary', 'dev'].map((key) => ({ key, production: key === 'live' }));
    await app.service({ key: 'three', environments });
    const { body, headers } = await made('born', { service: 'three' });
    expect(body).toMatchObject({ stage: 'active', expiresAt: null, removalTicket: null, debt: [] });
    expect(body).toMatchObject({ variants: { on: true, off: false }, defaultVariant: 'on', offVariant: 'off' });
    expect(Object.keys(body.environments).toSorted()).toEqual(['canary', 'dev', 'live']);
    for (const state of Object.values(body.environments))
      expect(state).toEqual({
        on: false,
        rules: [],
        otherwise: null,
        prerequisites: [],
        revision: expect.any(Number),
        lastEvaluatedAt: null,
      });
    expect(body.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    expect(typeof body.createdBy).toBe('string');
    const read = await get('flags/born');
    expect([read.body, read.headers['etag']]).toEqual([body, headers['etag']]);
  });

  it('of each kind ask for what the contract says, and name each missing field', async () => {
    for (const kind of ['release', 'experiment', 'ops', 'permission', 'kill_switch']) {
      const ends = kind === 'release' || kind === 'experiment';
      const bare = { key: `kind-${kind}`, name: 'x', kind, service: 'checkout' };
      const missing = ends ? ['expiresAt', 'owner', 'removalTicket'] : ['owner'];
      expect(fields(await post('flags', bare)), kind).toEqual(missing);
      const nulls = { ...bare, owner: null, expiresAt: null, removalTicket: null };
      expect(fields(await post('flags', nulls)), kind).toEqual(missing);
      const owned = { ...bare, owner: { team: 'team' } };
      const end = { expiresAt: ahead(1_000_000), removalTicket: 'OPS-1' };
      expect((await post('flags', ends ? { ...owned, ...end } : owned)).status, kind).toBe(201);
    }
    expect(fields(await post('flags', {}))).toEqual(['key', 'kind', 'owner', 'service']);
    expect(fields(await post('flags', { kind: 'release' }))).toEqual(EVERY);
    expect(fields(await post('flags', least('both', { owner: { team: 'team', person: 'ana' } })))).toEqual(['owner']);
    await made('null-owner', { owner: { team: null, person: 'ana' } });
  });

  it('take any instant ahead, an address or a tracker key, and variants of one type', async () => {
    let n = 0;
    for (const expiresAt of [
      ahead(60_000),
      '9999-12-31T23:59:59Z',
      '2099-06-01T00:00:00+02:00',
      '2099-06-01t00:00:00z',
    ]) {
      const { body } = await made(`ahead-${(n += 1)}`, { expiresAt });
      expect(body.expiresAt).toBe(new Date(expiresAt.toUpperCase()).toISOString());
    }
    for (const expiresAt of [ahead(-1), '2099-06-01', '2099-02-30T00:00:00Z', 4_000_000_000, 'never'])
      expect(fields(await post('flags', least('wrong', { expiresAt })))).toEqual(['expiresAt']);
    for (const removalTicket of ['OPS-12', '#12', 'acme/shop#12', 'https://tracker.example.com/browse/OPS-12?x=1'])
      expect((await made(`ticket-${(n += 1)}`, { removalTicket })).body.removalTicket).toBe(removalTicket);
    for (const value of [0.5, 'text', { hue: 240, deep: { list: [1, null] } }, false]) {
      const variants = { a: value, b: value };
      const { body } = await made(`typed-${(n += 1)}`, { variants, defaultVariant: 'a', offVariant: 'b' });
      expect(body.variants).toEqual(variants);
    }
    const variants = { a: 1, b: 'two' };
    expect(fields(await post('flags', least('wrong', { variants })))).toEqual(VARIANTS);
  });

  it('have keys of their own alphabet, upper case and all, one of each', async () => {
    for (const key of ['A', '0', 'New.Checkout', 'new.checkout', 'a_b-C.9', 'Z'.repeat(100)]) {
      await made(key);
      expect((await get(`flags/${key}`)).body.key).toBe(key);
    }
    for (const key of ['', '.a', '-a', '_a', 'a b', 'ä', 'a/b', 'Z'.repeat(101)])
      expect(fields(await post('flags', least(key, { name: 'x' }))), key).toEqual(['key']);
    const both = await Promise.all([post('flags', least('twin')), post('flags', least('twin'))]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    const again = () => post('flags', least('idem'), { 'idempotency-key': 'flag-1' });
    const [first, second] = [await again(), await again()];
    expect([second.status, second.body]).toEqual([201, first.body]);
  });

  it('are listed by service, stage, debt, owner and text, also all together', async () => {
    await app.service({ key: 'sought', team: 'seekers' });
    const more = { service: 'sought', owner: { team: 'seekers' } };
    await made('Sought-One', { ...more, name: 'Blue Door' });
    await made('sought-two', { ...more, description: 'behind the BLUE door' });
    await made('sought-three', { ...more, owner: { person: 'ana' }, expiresAt: ahead(DAY / 2) });
    const all = ['Sought-One', 'sought-three', 'sought-two'];
    expect((await keys('service=sought')).toSorted()).toEqual(all);
    expect((await keys('q=sought')).toSorted()).toEqual(all);
    expect((await keys('q=blue%20door')).toSorted()).toEqual(['Sought-One', 'sought-two']);
    expect(await keys('service=sought&owner=ana')).toEqual(['sought-three']);
    expect((await keys('owner=seekers')).toSorted()).toEqual(['Sought-One', 'sought-two']);
    await post('flags/sought-two/complete', { outcome: 'discarded' });
    expect(await keys('service=sought&stage=completed')).toEqual(['sought-two']);
    expect((await keys('service=sought&stage=active')).toSorted()).toEqual(['Sought-One', 'sought-three']);
    await post('flags/sought-two/archive');
    expect(await keys('service=sought&stage=archived&owner=seekers&q=door')).toEqual(['sought-two']);
    expect(await keys('service=unheard-of')).toEqual([]);
    app.clock.advance(DAY);
    expect(await keys('service=sought&debt=expired')).toEqual(['sought-three']);
    expect((await get('flags/sought-three')).body.debt).toEqual(['expired']);
    app.clock.advance(8 * DAY);
    expect(await keys('service=sought&debt=stale')).toContain('Sought-One');
    app.clock.advance(-9 * DAY);
    for (const rule of ['no_owner', 'no_removal_ticket']) expect(await keys(`service=sought&debt=${rule}`)).toEqual([]);
  });

  it('answer each update with an ETag and honour If-Match, which evaluation does not change', async () => {
    const tag = (response: Response) => ({ 'if-match': String(response.headers['etag']) });
    const patch = (body: object, headers: Record<string, string>) =>
      app.as().patch('/api/v1/flags/tagged').set(headers).send(body);
    const first = await made('tagged');
    const second = await patch({ name: 'second' }, tag(first));
    expect([second.status, second.body.name]).toEqual([200, 'second']);
    expect((await patch({ name: 'lost' }, tag(first))).status).toBe(412);
    expect((await patch({}, tag(second))).headers['etag']).toBe(second.headers['etag']);
    expect((await flip('tagged', true, tag(first))).status).toBe(412);
    expect((await get('flags/tagged')).body.environments.production.on).toBe(false);
    expect((await flip('tagged', true, tag(second))).status).toBe(200);
    const third = await get('flags/tagged');
    expect(third.headers['etag']).not.toBe(second.headers['etag']);
    expect((await post('flags/tagged/complete', { outcome: 'kept' }, tag(second))).status).toBe(412);
    const completed = await post('flags/tagged/complete', { outcome: 'kept' }, tag(third));
    expect([completed.status, completed.body.stage]).toEqual([200, 'completed']);
    expect(completed.headers['etag']).toBe((await get('flags/tagged')).headers['etag']);
    for (const step of ['archive', 'revive']) {
      expect((await post(`flags/tagged/${step}`, {}, tag(third))).status, step).toBe(412);
      expect((await post(`flags/tagged/${step}`, {}, { 'if-match': '*' })).status, step).toBe(200);
    }
    const present = tag(await get('flags/tagged'));
    const both = await Promise.all(['a', 'b'].map((name) => patch({ name }, present)));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  });

  it('a flip raises the revision of its environment alone; one to the present state answers as it was', async () => {
    const born = (await made('flipped')).body.environments;
    const { body, status } = await flip('flipped', true, {}, 'staging');
    expect([status, Object.keys(body).toSorted()]).toEqual([
      200,
      ['clients', 'environment', 'flag', 'flippedAt', 'on', 'revision'],
    ]);
    expect(body.revision).toBeGreaterThan(born.staging.revision);
    const { environments } = (await get('flags/flipped')).body;
    expect(environments.staging).toMatchObject({ on: true, revision: body.revision });
    expect(environments.production).toEqual(born.production);
    app.clock.advance(1_000);
    // No client named itself: how far the flip has come with them is the same both times.
    expect((await flip('flipped', true, {}, 'staging')).body).toEqual(body);
    const kill = await post('flags/flipped/kill', { environment: 'production', reason: 'r', incident: 'i' });
    expect([kill.status, kill.body]).toEqual([
      200,
      expect.objectContaining({ on: false, revision: born.production.revision }),
    ]);
    const { items } = (await get('flags/flipped/history')).body;
    expect(items.map(({ action }: { action: string }) => action)).toEqual(['flip', 'create']);
  });

  it('the history tells who did what, when and why, newest first and in pages', async () => {
    await made('told');
    await flip('told', true);
    await post('flags/told/kill', { environment: 'production', reason: 'on fire', incident: 'inc-1' });
    await app.as().patch('/api/v1/flags/told').send({ name: 'Told' });
    await post('flags/told/complete', { outcome: 'discarded' });
    for (const step of ['archive', 'archive', 'revive']) await post(`flags/told/${step}`);
    const { items } = (await get('flags/told/history?limit=500')).body;
    const actions = ['revive', 'archive', 'complete', 'change', 'kill', 'flip', 'create'];
    expect(items.map(({ action }: { action: string }) => action)).toEqual(actions);
    expect(items[4]).toMatchObject({ environment: 'production', reason: 'on fire', incident: 'inc-1' });
    for (const item of items)
      expect(item).toMatchObject({ actor: expect.any(String), at: expect.stringMatching(/Z$/) });
    const seen: object[] = [];
    let cursor = '';
    do {
      const { body } = await get('flags/told/history').query({ limit: '2', cursor });
      seen.push(...body.items);
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(items);
  });

  it('evaluate to offVariant while off, to defaultVariant while on, each environment by its token', async () => {
    const evaluator = async (environment: string) => app.token({ permissions: ['flags:evaluate'], environment });
    const [production, staging, moon] = await Promise.all(['production', 'staging', 'moon'].map(evaluator));
    const ask = (token: string | undefined, path = '') =>
      app.as(token).post(`/ofrep/v1/evaluate/flags${path}`).send(CONTEXT);
    const variants = { red: { hue: 0 }, blue: { hue: 240 } };
    await made('colour', { variants, defaultVariant: 'blue', offVariant: 'red' });
    const off = { key: 'colour', value: { hue: 0 }, variant: 'red', reason: 'DISABLED' };
    const on = { key: 'colour', value: { hue: 240 }, variant: 'blue', reason: 'STATIC' };
    expect((await ask(production, '/colour')).body).toEqual(off);
    await flip('colour', true);
    expect((await ask(production, '/colour')).body).toEqual(on);
    expect((await ask(staging, '/colour')).body).toEqual(off);
    expect((await ask(production)).body.flags).toContainEqual(on);
    expect((await ask(staging)).body.flags).toContainEqual(off);
    expect((await ask(moon)).body.flags).toEqual([]);
    expect((await ask(moon, '/colour')).body).toMatchObject({ key: 'colour', errorCode: 'FLAG_NOT_FOUND' });
    await post('flags/colour/complete', { outcome: 'kept' });
    expect((await ask(production, '/colour')).body).toEqual(on);
    const evaluated = () => get('flags/colour').then(({ body }) => body.environments);
    await eventually(async () => expect((await evaluated()).staging.lastEvaluatedAt).toMatch(/Z$/));

    const document = (tag = '') => app.as(production).get('/flagd/v1/flags/production').set('if-none-match', tag);
    const first = await document();
    expect(first.headers['content-type']).toContain('application/json');
    const { colour } = first.body.flags;
    expect(colour).toEqual({ state: 'ENABLED', variants, defaultVariant: 'blue' });
    const same = await document(String(first.headers['etag']));
    expect([same.status, same.text ?? '', same.headers['etag']]).toEqual([304, '', first.headers['etag']]);
    await flip('colour', false);
    const second = await document(String(first.headers['etag']));
    expect([second.status, second.body.flags.colour.defaultVariant]).toEqual([200, 'red']);
    await post('flags/colour/archive');
    expect((await document(String(second.headers['etag']))).body.flags).not.toHaveProperty('colour');
    expect(JSON.stringify((await ask(production)).body)).not.toContain('colour');
  });

  it('in debt are blocked by the guard, each reason naming rule, flag, owner and since when', async () => {
    await app.service({ key: 'owing', team: 'owers', repository: 'acme/owing' });
    const more = { service: 'owing', owner: { team: 'owers' } };
    const expiresAt = ahead(DAY);
    await made('owes-expired', { ...more, kind: 'kill_switch', expiresAt });
    await made('owes-owner', { ...more, kind: 'permission', owner: { person: 'ana' } });
    await made('owes-nothing', { ...more, kind: 'permission' });
    await made('owes-stale', more);
    const token = await app.token({ permissions: ['gates:evaluate'] });
    const ask = (body: object) => app.as(token).post('/api/v1/guards/flag-debt').send(body);
    expect((await ask({ service: 'owing' })).body).toMatchObject({ verdict: 'pass', subject: 'owing', reasons: [] });
    await app.person({ key: 'ana', teams: ['team'], active: false });
    app.clock.advance(8 * DAY);
    const { status, body } = await ask({ service: 'owing' });
    expect([status, body.verdict, body.guard]).toEqual([409, 'block', 'flag-debt']);
    const named = body.reasons.map(({ rule, subject }: { rule: string; subject: string }) => [rule, subject]);
    expect(named).toEqual([
      ['expired', 'owes-expired'],
      ['no_owner', 'owes-owner'],
      ['stale', 'owes-stale'],
    ]);
    expect(body.reasons[0]).toMatchObject({ since: expiresAt, owner: 'team:owers', detail: expect.any(String) });
    expect(body.counts).toMatchObject({ flags: 4, expired: 1, no_owner: 1, stale: 1 });
    const kept = await app.as(token).get(new URL(body.url).pathname);
    expect(kept.body).toMatchObject({ id: body.id, verdict: 'block', reasons: body.reasons });
    expect((await get('verdicts?guard=flag-debt&service=owing')).body.items.length).toBe(2);
    app.clock.advance(-8 * DAY);

    const scan = (commit: string, flags: string[]) => {
      const references = flags.map((flag) => ({ flag, path: 'a.ts', line: 1 }));
      return app.as().put('/api/v1/code-references/acme/owing').send({ commit, branch: 'main', references });
    };
    const inCode = { repository: 'acme/owing', commit: 'c1' };
    await app.service({ key: 'calm', team: 'owers' });
    const before = await ask({ repository: 'acme/owing', service: 'calm' });
    expect([before.status, before.body.verdict]).toEqual([200, 'insufficient_data']);
    const scanned = await scan('c1', ['owes-nothing', 'ghost']);
    expect((await ask({ ...inCode, service: 'calm' })).body.reasons).toContainEqual(
      expect.objectContaining({ rule: 'unknown_flag', subject: 'ghost' }),
    );
    await scan('c2', ['owes-nothing']);
    const stale = { 'if-match': String(scanned.headers['etag']) };
    const late = { commit: 'c3', branch: 'main', references: [] };
    expect((await app.as().put('/api/v1/code-references/acme/owing').set(stale).send(late)).status).toBe(412);
    expect((await get('code-references/acme/owing')).body.commit).toBe('c2');
  });
});
