import { describe, expect, it } from 'vitest';
import { LAB_PARTS, labOf, recordFaults, SINGLE_PARTS } from './lab-parts.js';

const at = '2026-11-21T09:00:00.000Z';
const sha256 = 'a'.repeat(64);
const merge = {
  at,
  change: 'acme/shop#1',
  sha: 'c1',
  forced: { check: 'unit', conclusion: 'failure' },
  accepted: false,
  trunkBefore: 'c0',
  trunkAfter: 'c0',
  verdict: 'v1',
  detail: 'remote rejected',
};
const snapshot = {
  id: 's1',
  name: 'before',
  facts: { count: 3, sha256 },
  sha256,
  recomputedSha256: sha256,
  changes: ['c1'],
  metrics: { leadTime: { medianSeconds: null } },
};
const good: Record<string, object> = {
  probe: { at, ok: true, status: 200, millis: 12.5, sha: null },
  injects: { inject: 'release', at },
  trunk: { repository: 'acme/shop', trunk: 'main', hook: true, unguardedPush: { accepted: false, detail: 'no' } },
  merges: merge,
  replayedDefect: { ...merge, forced: null },
  processes: { at, process: 'pricing', sha: 'c1', pid: 42, event: 'started' },
  builds: { sha: 'c1', startedAt: at, finishedAt: at, checks: [{ name: 'unit', conclusion: 'success' }] },
  regressionTest: {
    name: 'prices add up',
    kind: 'property',
    incidentSha: 'c1',
    onIncident: 'fail',
    mergeSha: 'c2',
    onMerge: 'pass',
  },
  mutants: { id: 'm1', detail: 'plus for minus', examples: 'survived', property: 'killed' },
  trunkReferences: { flag: 'pricing-new', sha: 'c3', count: 0 },
  branches: { branch: 'pricing', there: false },
  refusedFlips: { at, flag: 'pricing-new', status: 409, code: 'flag_archived' },
  canaries: {
    kind: 'expired',
    flag: 'canary',
    before: { verdict: 'pass', id: 'v1' },
    after: { verdict: 'block', id: 'v2', rules: ['expired'] },
  },
  governor: { at, situation: 'kill', verdict: 'pass', status: 200, state: null, id: null, releasedBy: null },
  exposures: { at, flag: 'pricing-new', variants: { on: 0, off: 12 } },
  receipts: {
    flag: 'pricing-new',
    revision: 7,
    flippedAt: at,
    askedAt: at,
    applied: 3,
    pending: 0,
    silent: 0,
    lastAppliedAt: at,
  },
  snapshots: {
    before: snapshot,
    after: snapshot,
    workload: 'same',
    verdicts: { leadTime: { before: 3600, after: 60, verdict: 'improved', neededN: null } },
  },
};

describe('records of the lab', () => {
  it('are known for every part', () => expect(Object.keys(good).toSorted()).toEqual(LAB_PARTS));

  it.each(LAB_PARTS)('%s: a good one is taken, a bad one is not', (part) => {
    expect(recordFaults(part, good[part], ['release'])).toEqual([]);
    expect(recordFaults(part, {}, ['release']).every(({ code }) => code === 'missing')).toBe(true);
    expect(recordFaults(part, { ...good[part], more: 1 }, ['release'])).toEqual([
      { field: 'record.more', code: 'unknown_field', detail: 'is not a field of this part' },
    ]);
    for (const field of Object.keys(good[part] ?? {}).filter((name) => !['before', 'after'].includes(name))) {
      const broken = recordFaults(part, { ...good[part], [field]: [Number.NaN] }, ['release']);
      expect(broken.some((fault) => fault.field.startsWith(`record.${field}`))).toBe(true);
    }
  });

  it('say where they are wrong', () => {
    expect(recordFaults('builds', { ...good['builds'], checks: [{ name: 1 }] }, [])).toEqual([
      { field: 'record.checks[0].conclusion', code: 'missing', detail: 'is required' },
      { field: 'record.checks[0].name', code: 'type', detail: 'must be string' },
    ]);
    expect(recordFaults('probe', { ...good['probe'], at: 'yesterday' }, [])).toMatchObject([{ field: 'record.at' }]);
    expect(recordFaults('pages', {}, [])).toMatchObject([{ field: 'part', code: 'unknown_part' }]);
    expect(recordFaults('injects', { inject: 'other', at }, ['release'])).toMatchObject([{ code: 'unknown_inject' }]);
  });

  it('become parts: lists keep all, single ones the last, and what nobody recorded is empty', () => {
    const lab = labOf([
      { part: 'mutants', record: 1 },
      { part: 'trunk', record: 'first' },
      { part: 'mutants', record: 2 },
      { part: 'trunk', record: 'last' },
    ]);
    expect(lab).toMatchObject({ mutants: [1, 2], trunk: 'last', probe: [], snapshots: null });
    expect(Object.keys(lab)).toHaveLength(LAB_PARTS.length);
    expect(SINGLE_PARTS.size).toBe(5);
  });
});
