import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Catalog } from '../../src/catalog/index.js';
import { Baselines } from '../../src/flags/debt/baselines.service.js';
import { FlagDebtReads, type DebtQuestion } from '../../src/flags/debt/flag-debt.reads.js';
import { MentionsReads } from '../../src/flags/debt/mentions.reads.js';
import { UseReads } from '../../src/flags/debt/use.reads.js';
import { WaiversRepository } from '../../src/flags/debt/waivers.repository.js';
import { ExposureReads } from '../../src/flags/exposure/exposure.reads.js';
import { KnownUsage } from '../../src/flags/exposure/known-usage.js';
import { DebtReads } from '../../src/flags/inventory/debt.reads.js';
import { FlagKinds } from '../../src/flags/inventory/flag-kinds.js';
import { OwnerFactsReader } from '../../src/flags/inventory/owner-facts.js';
import { Clock, Db } from '../../src/platform/index.js';
import { startApp, type TestApp } from '../support/index.js';

const DAY = 86_400_000;
const FLAGS = ['a', 'b', 'c', 'd', 'e'];
const QUESTIONS: DebtQuestion[] = [
  { service: null, repository: 'acme/known', commit: null, references: null },
  { service: 'basket', repository: null, commit: null, references: null },
  { service: null, repository: null, commit: null, references: [{ flag: 'a', path: 'a.ts', line: 1 }] },
];
let app: TestApp;
let calling = '';
let batches = 0;
let kept: ReadsOfDebt;

beforeAll(async () => {
  app = await startApp();
  kept = readsOfDebt();
  calling = await app.token({ permissions: ['flags:evaluate'], environment: 'production' });
  await app.service({ key: 'basket', team: 'shop', repository: 'acme/known' });
  await app.service({ key: 'till', team: 'shop', repository: 'acme/known' });
  for (const key of ['lena', 'noor']) await app.person({ key, teams: ['shop'] });
  for (const [i, key] of FLAGS.entries()) {
    const expiresAt = new Date(app.clock.now().getTime() + (20 + 30 * i) * DAY).toISOString();
    const owner = i % 2 === 0 ? { person: 'lena' } : { team: 'shop' };
    const kind = i === 4 ? 'ops' : 'release';
    const flag = { key, kind, service: i < 3 ? 'basket' : 'till', owner, expiresAt, removalTicket: `OPS-${i}` };
    await app.as().post('/api/v1/flags').send(flag).expect(201);
  }
});
afterAll(() => app?.close());

it('what is known of debt is what one finds who knows nothing, whatever happened in between', async () => {
  const met = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 8, maxLength: 24 }), async (happenings) => {
      for (const one of happenings) {
        await happens(one);
        const [told, beside] = await Promise.all([tell(kept), tell(kept)]);
        expect(told, JSON.stringify(one)).toEqual(await tell(readsOfDebt()));
        expect(beside).toEqual(told);
        for (const { debt, stage } of told.flags) for (const word of [stage, ...debt]) met.add(word);
      }
    }),
    { numRuns: 7, endOnFailure: true, examples: [[EACH]] },
  );
  expect([...met]).toEqual(expect.arrayContaining(['active', 'archived', 'expired', 'stale', 'no_owner']));
});

const anyFlag = fc.constantFrom(...FLAGS);
const happening = fc.oneof(
  fc.record({ what: fc.constant('flip' as const), flag: anyFlag, on: fc.boolean() }),
  fc.record({ what: fc.constant('end' as const), flag: anyFlag }),
  fc.record({ what: fc.constant('revive' as const), flag: anyFlag }),
  fc.record({ what: fc.constant('own' as const), flag: anyFlag, person: fc.constantFrom('lena', 'noor', null) }),
  fc.record({ what: fc.constant('person' as const), key: fc.constantFrom('lena', 'noor'), active: fc.boolean() }),
  fc.record({ what: fc.constant('call' as const), flag: anyFlag, variant: fc.constantFrom('on', 'off') }),
  fc.record({ what: fc.constant('scan' as const), found: fc.subarray([...FLAGS, 'unknown']) }),
  fc.record({ what: fc.constant('days' as const), days: fc.integer({ min: 1, max: 25 }) }),
  fc.record({ what: fc.constant('kind' as const), lifetimeDays: fc.integer({ min: 5, max: 60 }) }),
  fc.record({ what: fc.constant('put back' as const) }),
  fc.record({ what: fc.constant('move' as const), repository: fc.constantFrom('acme/known', 'acme/other') }),
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** One of each, and all that flags can owe of it. */
const EACH: Happening[] = [
  { what: 'flip', flag: 'b', on: true },
  { what: 'call', flag: 'b', variant: 'on' },
  { what: 'scan', found: ['a', 'b', 'unknown'] },
  { what: 'person', key: 'lena', active: false },
  { what: 'days', days: 25 },
  { what: 'end', flag: 'c' },
  { what: 'move', repository: 'acme/other' },
  { what: 'kind', lifetimeDays: 5 },
  { what: 'own', flag: 'a', person: 'noor' },
  { what: 'revive', flag: 'c' },
  { what: 'put back' },
];

/** Some of it may be refused: then nothing may have changed. */
async function happens(one: Happening): Promise<void> {
  const { status } = await requestOf(one);
  expect(status, JSON.stringify(one)).toBeLessThan(500);
}

async function requestOf(one: Happening): Promise<{ status: number }> {
  const api = app.as();
  if (one.what === 'flip')
    return api.post(`/api/v1/flags/${one.flag}/environments/production/flip`).send({ on: one.on, reason: 'a test' });
  if (one.what === 'end') {
    await api.post(`/api/v1/flags/${one.flag}/complete`).send({ outcome: 'kept' });
    return api.post(`/api/v1/flags/${one.flag}/archive`).send({});
  }
  if (one.what === 'revive') return api.post(`/api/v1/flags/${one.flag}/revive`).send({});
  if (one.what === 'own')
    return api
      .patch(`/api/v1/flags/${one.flag}`)
      .send({ owner: one.person === null ? { team: 'shop' } : { person: one.person } });
  if (one.what === 'person') {
    const person = { name: one.key, email: `${one.key}@example.org`, teams: ['shop'], active: one.active };
    return api.put(`/api/v1/people/${one.key}`).send(person);
  }
  if (one.what === 'call') {
    batches += 1;
    const counts = [{ flag: one.flag, variant: one.variant, count: 1 }];
    return app
      .as(calling)
      .post('/api/v1/exposures')
      .send({ batch: `b-${batches}`, counts });
  }
  if (one.what === 'scan') {
    const references = one.found.map((flag, i) => ({ flag, path: 'src/a.ts', line: i + 1 }));
    return api.put('/api/v1/code-references/acme/known').send({ commit: 'c1', branch: 'main', references });
  }
  if (one.what === 'kind')
    return api.put('/api/v1/flag-kinds/release').send({ lifetimeDays: one.lifetimeDays, extensionCap: 2 });
  if (one.what === 'move')
    return api.put('/api/v1/services/till').send({ name: 'Till', team: 'shop', repository: one.repository });
  if (one.what === 'put back') await app.sql(`update flag_revision set revision = revision - 1`);
  else app.clock.advance(one.days * DAY);
  return { status: 200 };
}

interface ReadsOfDebt {
  debts: DebtReads;
  verdicts: FlagDebtReads;
}

/** Readers that know nothing yet, as those of a process that just started. */
function readsOfDebt(): ReadsOfDebt {
  const [db, clock, catalog] = [app.get(Db), app.get(Clock), app.get(Catalog)];
  const exposures = app.get(ExposureReads);
  const mentions = new MentionsReads(db);
  const uses = new UseReads(db, catalog, exposures, new KnownUsage(db, exposures), mentions);
  const debts = new DebtReads(db, clock, app.get(OwnerFactsReader), app.get(FlagKinds), uses);
  const [waivers, baselines] = [app.get(WaiversRepository), app.get(Baselines)];
  return { debts, verdicts: new FlagDebtReads(clock, catalog, debts, mentions, waivers, baselines) };
}

async function tell({ debts, verdicts }: ReadsOfDebt) {
  const flags = await debts.judged();
  const facts = [];
  for (const question of QUESTIONS) facts.push(await verdicts.facts(question));
  return { flags: flags.toSorted((a, b) => (a.key < b.key ? -1 : 1)), facts };
}
