import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Ticks } from '../../src/platform/index.js';
import { startApp, type TestApp } from '../support/index.js';

const DAY = 86_400_000;
let app: TestApp;
const tokens = new Map<string, string>();

beforeAll(async () => {
  app = await startApp();
  await app.service({ key: 'checkout', team: 'payments', repository: 'acme/shop' });
  await app.service({ key: 'search', team: 'discovery', repository: 'acme/search' });
  for (const person of ['ana', 'ben']) {
    await app.person({ key: person, teams: ['payments'] });
    const permissions = ['flags:write', 'read', 'gates:evaluate'] as const;
    tokens.set(person, await app.token({ permissions: [...permissions], person }));
  }
});
afterAll(() => app?.close());

const ahead = (days: number): string => new Date(app.clock.now().getTime() + days * DAY).toISOString();
const as = (person: string) => app.as(tokens.get(person));
async function flag(key: string, over: object = {}): Promise<void> {
  const ends = { expiresAt: ahead(300), removalTicket: 'OPS-12' };
  const body = { key, kind: 'release', service: 'checkout', owner: { team: 'payments' }, ...ends, ...over };
  const { status, text } = await app.as().post('/api/v1/flags').send(body);
  expect(status, text).toBe(201);
}
const guard = (body: object, path = '') => app.as().post(`/api/v1/guards/flag-debt${path}`).send(body);
const rules = (reasons: { rule: string; subject: string; waiver?: string }[]): string[] =>
  reasons.map(({ rule, subject, waiver }) => `${rule} ${subject}${waiver === undefined ? '' : ' waived'}`);
const scan = (repository: string, references: object[]) =>
  app.as().put(`/api/v1/code-references/${repository}`).send({ commit: 'c1', branch: 'main', references }).expect(200);

describe('the guard of flag debt', () => {
  it('turns red by the clock alone', async () => {
    await flag('short-lived', { expiresAt: ahead(2) });
    expect((await guard({ service: 'checkout' })).body).toMatchObject({ verdict: 'pass', reasons: [] });
    app.clock.advance(2 * DAY);
    const red = await guard({ service: 'checkout' });
    expect(red.status).toBe(409);
    expect(rules(red.body.reasons)).toEqual(['expired short-lived']);
  });

  it('looks at the last scan until there is another, and at archived and unknown flags in it', async () => {
    await flag('gone', { service: 'search' });
    await app.as().post('/api/v1/flags/gone/complete').send({ outcome: 'kept' }).expect(200);
    await app.as().post('/api/v1/flags/gone/archive').expect(200);
    const at = (name: string, line: number) => ({ flag: name, path: 'src/a.ts', line });
    await scan('acme/search', [at('gone', 1), at('gone', 9), at('nobody-knows', 2)]);
    const red = await guard({ repository: 'acme/search' });
    expect(rules(red.body.reasons)).toEqual([
      'archived_in_code gone',
      'archived_in_code gone',
      'unknown_flag nobody-knows',
    ]);
    expect(red.body.counts).toMatchObject({ references: 3 });
    expect((await guard({ repository: 'acme/search', commit: 'c2' })).body.verdict).toBe('insufficient_data');
    app.clock.advance(1_000);
    await scan('acme/search', []);
    expect((await guard({ repository: 'acme/search' })).body).toMatchObject({ verdict: 'pass' });
  });

  it('answers in the form that the address or the header asks for, with the same status', async () => {
    const forms = {
      sarif: '"version":"2.1.0"',
      junit: '<testsuites',
      markdown: '# flag-debt: block',
      github: '::error ',
    };
    for (const [form, sign] of Object.entries(forms)) {
      const answer = await guard({ service: 'checkout' }, `?format=${form}`).responseType('blob');
      expect([form, answer.status]).toEqual([form, 409]);
      expect(String(answer.body)).toContain(sign);
    }
    const told = await guard({ service: 'checkout' }).set('accept', 'text/vnd.github.annotations');
    expect(told.text.split('\n')[0]).toBe(
      '::error title=flag-debt%3A expired::short-lived: The flag is past its expiry: remove it, or complete it and archive it.',
    );
    expect((await guard({ service: 'checkout' }, '?format=pdf')).body).toMatchObject({
      errors: [{ field: 'format', code: 'unknown_format' }],
    });
  });
});

describe('a waiver', () => {
  const ask = (body: object) =>
    as('ana')
      .post('/api/v1/flag-waivers')
      .send({ flag: 'short-lived', rule: 'expired', reason: 'app release', ...body });

  it('has a reason and an end within 30 days', async () => {
    const wrong = await ask({ reason: ' ', expiresAt: 'soon' });
    expect(wrong.body.errors.map(({ field }: { field: string }) => field)).toEqual(['reason', 'expiresAt']);
    expect((await ask({ expiresAt: ahead(31) })).body.errors).toMatchObject([{ field: 'expiresAt', code: 'too_late' }]);
    expect((await ask({})).status).toBe(422);
  });

  it('excuses from the approval of another person to its end, and nothing else', async () => {
    const { body: waiver } = await ask({ expiresAt: ahead(10) }).expect(201);
    expect(waiver).toMatchObject({ state: 'requested', requestedBy: 'ana' });
    expect((await guard({ service: 'checkout' })).status).toBe(409);
    const approve = (token?: string) => app.as(token).post(`/api/v1/flag-waivers/${waiver.id}/approve`);
    const codes = [await approve(tokens.get('ana')), await approve()].map(
      ({ status, body }) => `${status} ${body.code}`,
    );
    expect(codes).toEqual(['403 own_waiver', '403 not_a_person']);
    expect((await approve(tokens.get('ben'))).body).toMatchObject({ state: 'active', approvedBy: 'ben' });
    const passed = await guard({ service: 'checkout' });
    expect(passed.body).toMatchObject({ verdict: 'pass', counts: { expired: 1, waived: 1 } });
    expect(passed.body.reasons[0].waiver).toContain('app release (until ');
    const sarif = JSON.parse(String((await guard({ service: 'checkout' }, '?format=sarif').responseType('blob')).body));
    expect(sarif.runs[0].results[0].suppressions).toMatchObject([{ kind: 'external', status: 'accepted' }]);
    const listed = await app.as().get('/api/v1/flag-waivers?state=active&service=checkout').expect(200);
    expect(listed.body.items).toHaveLength(1);

    app.clock.advance(10 * DAY);
    expect((await guard({ service: 'checkout' })).status).toBe(409);
    expect((await app.as().get(`/api/v1/flag-waivers/${waiver.id}`)).body.state).toBe('expired');
    expect((await approve(tokens.get('ben'))).body.code).toBe('waiver_expired');
  });

  it('can be taken back', async () => {
    const { body: waiver } = await ask({ expiresAt: ahead(5) });
    await as('ben').post(`/api/v1/flag-waivers/${waiver.id}/approve`).expect(200);
    expect((await guard({ service: 'checkout' })).status).toBe(200);
    const end = () => as('ana').post(`/api/v1/flag-waivers/${waiver.id}/end`).send({ reason: 'not needed' });
    expect((await end()).body).toMatchObject({ state: 'ended', endedBy: 'ana' });
    expect((await end()).status).toBe(200);
    expect((await guard({ service: 'checkout' })).status).toBe(409);
  });
});

describe('a baseline', () => {
  const baseline = async () => (await app.as().get('/api/v1/flag-baselines/checkout').expect(200)).body;
  const admit = (token?: string) =>
    app.as(token).post('/api/v1/flag-baselines').send({ service: 'checkout', reason: 'the guard begins' });

  it('admits what is there once, and nothing that is new', async () => {
    await scan('acme/shop', [{ flag: 'legacy', path: 'src/x.ts', line: 1 }]);
    await flag('second', { expiresAt: ahead(1) });
    app.clock.advance(2 * DAY);
    expect((await admit(tokens.get('ana'))).status).toBe(403);
    expect((await admit().expect(201)).body).toMatchObject({ admitted: 3, left: 3 });
    expect((await admit()).body.code).toBe('baseline_exists');
    const passed = await guard({ repository: 'acme/shop' });
    expect(passed.body).toMatchObject({ verdict: 'pass', counts: { admitted: 3 } });

    await flag('third', { expiresAt: ahead(1) });
    app.clock.advance(2 * DAY);
    const red = await guard({ repository: 'acme/shop' });
    expect([red.status, rules(red.body.reasons)]).toEqual([
      409,
      ['expired second waived', 'expired short-lived waived', 'expired third', 'unknown_flag legacy waived'],
    ]);
  });

  it('only falls: what was mended and comes back is new', async () => {
    const extend = { expiresAt: ahead(1), reason: 'once more' };
    await app.as().post('/api/v1/flags/second/extend').send(extend).expect(200);
    await app
      .as()
      .patch('/api/v1/flags/third')
      .send({ expiresAt: ahead(200), reason: 'no debt' })
      .expect(200);
    expect((await guard({ service: 'checkout' })).status).toBe(200);
    expect(await baseline()).toMatchObject({ admitted: 3, left: 2 });
    app.clock.advance(2 * DAY);
    const red = await guard({ service: 'checkout' });
    expect(rules(red.body.reasons)).toEqual(['expired second', 'expired short-lived waived']);

    await scan('acme/shop', []);
    await app.get(Ticks).now('flags.settle-baselines');
    expect(await baseline()).toMatchObject({ left: 1, entries: [{ rule: 'expired', subject: 'short-lived' }] });
    await scan('acme/shop', [{ flag: 'legacy', path: 'src/x.ts', line: 1 }]);
    expect(rules((await guard({ repository: 'acme/shop' })).body.reasons)).toContain('unknown_flag legacy');
  });
});

describe('staleness and tasks', () => {
  it('weighs four kinds of evidence and names one thing to do', async () => {
    await flag('done', { service: 'search', owner: { team: 'discovery' }, expiresAt: ahead(900) });
    for (const environment of ['production', 'staging'])
      await app.as().post(`/api/v1/flags/done/environments/${environment}/flip`).send({ on: true, reason: 'all' });
    app.clock.advance(41 * DAY);
    const { body } = await app.as().get('/api/v1/flags/done/staleness').expect(200);
    expect(body).toMatchObject({ stale: true, action: 'archive' });
    expect(body.evidence.map(({ kind, says }: { kind: string; says: string }) => `${kind} ${says}`)).toEqual([
      'configuration done',
      'exposure done',
      'code done',
      'age done',
    ]);
    await scan('acme/search', [{ flag: 'done', path: 'src/a.ts', line: 3 }]);
    expect((await app.as().get('/api/v1/flags/done/staleness')).body.action).toBe('remove_code');
    await app.as().get('/api/v1/flags/nobody/staleness').expect(404);
  });

  it('give a flag without owner to the team of its service', async () => {
    await flag('hers', { service: 'search', owner: { person: 'ana' } });
    const tasks = async (query: string) => (await app.as().get(`/api/v1/flag-tasks?${query}`).expect(200)).body;
    expect((await tasks('step=name_owner')).total).toBe(0);
    await app.person({ key: 'ana', teams: ['payments'], active: false });
    const { items, total } = await tasks('team=discovery&step=name_owner');
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({ flag: 'hers', team: 'discovery', owner: { person: 'ana' }, step: 'name_owner' });
    const first = await tasks('limit=1');
    expect(first.items).toHaveLength(1);
    expect((await tasks(`limit=1&cursor=${first.nextCursor}`)).items[0].flag).not.toBe(first.items[0].flag);
  });
});

describe('the health of flags', () => {
  it('can be computed from what is shown, by service and team', async () => {
    const { body } = await app.as().get('/api/v1/flag-health').expect(200);
    const lost = Object.entries(body.weights as Record<string, number>);
    const of = (service: string) => body.services.find(({ key }: { key: string }) => key === service);
    // No flag of search owes so much that it would lose more than 100.
    const points = lost.reduce((sum, [rule, weight]) => sum + weight * of('search').debt[rule], 0);
    expect(of('search')).toMatchObject({ points, score: Math.round((100 - points / of('search').flags) * 10) / 10 });
    expect(body.points).toBe(of('search').points + of('checkout').points);
    expect(body.teams.map(({ key }: { key: string }) => key).sort()).toEqual(['discovery', 'payments']);
    const one = await app.as().get('/api/v1/flag-health?team=discovery').expect(200);
    expect(one.body.score).toBe(of('search').score);
  });

  it('is written down day by day, and made up for none', async () => {
    const ticks = app.get(Ticks);
    await ticks.now('flags.write-health');
    app.clock.advance(2 * DAY);
    await ticks.now('flags.write-health');
    await ticks.now('flags.write-health');
    const { body } = await app.as().get('/api/v1/flag-health/trend?days=3').expect(200);
    expect(body.days.map(({ score }: { score: number | null }) => score === null)).toEqual([false, true, false]);
    expect(body.days[2].date).toBe(app.clock.now().toISOString().slice(0, 10));
    const now = await app.as().get('/api/v1/flag-health');
    expect(body.days[2].score).toBe(now.body.score);
  });
});
