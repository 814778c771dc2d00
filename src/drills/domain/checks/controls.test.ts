import { describe, expect, it } from 'vitest';
import type { Evidence } from '../evidence.js';
import { boundaryContract, checkoutPricing } from './checks.fixture.js';
import { CHECKS, CHECK_IDS, verify } from './checks.js';
import { CONTROLS, controlsOf, selfTest } from './controls.js';

const RUNS: Record<string, Evidence> = {
  'checkout-pricing': checkoutPricing(),
  'boundary-contract': boundaryContract(),
};

const failing = (evidence: Evidence): string[] =>
  verify(evidence)
    .filter(({ status }) => status === 'failed')
    .map(({ id }) => id)
    .toSorted();

describe('the catalogue of checks', () => {
  it.each(Object.keys(RUNS))('passes whole on a good run of %s', (name) => {
    const run = RUNS[name] as Evidence;
    expect(verify(run).filter(({ status }) => status === 'failed')).toEqual([]);
    expect(failing({ ...run, scenario: { ...run.scenario, checks: [] } })).toEqual(
      CHECK_IDS.filter((id) => !run.scenario.checks.includes(id)).toSorted(),
    );
  });

  it('has every check in one of the two drills', () => {
    const selected = new Set(Object.values(RUNS).flatMap(({ scenario }) => scenario.checks));
    expect(CHECK_IDS.filter((id) => !selected.has(id))).toEqual([]);
    expect(new Set(CHECK_IDS).size).toBe(CHECK_IDS.length);
  });

  it('has a doctored run for each, and none for what is no check', () => {
    expect(CHECK_IDS.filter((id) => (CONTROLS[id] ?? []).length === 0)).toEqual([]);
    expect(Object.keys(CONTROLS).filter((id) => !CHECK_IDS.includes(id))).toEqual([]);
    expect(CHECKS.filter(({ needs }) => needs.length === 0).map(({ id }) => id)).toEqual([]);
  });
});

describe.each(Object.entries(RUNS))('a doctored run of %s', (_, run) => {
  const judged = CHECKS.filter(({ id }) => run.scenario.checks.includes(id));

  it.each(judged.flatMap((check) => controlsOf(check).map((control) => [check.id, control.name, control] as const)))(
    'fails %s, and nothing that does not rest on it: %s',
    (id, _name, { doctor, also }) => {
      const before = structuredClone(run);
      const unavoidable = also.filter((each) => run.scenario.checks.includes(each));
      expect(failing(doctor(run))).toEqual([...new Set([id, ...unavoidable])].toSorted());
      expect(run).toEqual(before);
    },
  );

  it('is made from the run itself, for whoever verifies its bundle', () => {
    const tested = selfTest(run);
    expect(tested.map(({ check }) => check)).toEqual(judged.map(({ id }) => id));
    expect(tested.flatMap(({ controls }) => controls).filter(({ failed }) => !failed)).toEqual([]);
  });
});
