import { describe, expect, it } from 'vitest';
import { FLAG_KINDS, needsEnd } from '../../../flags/index.js';
import type { Evidence } from '../evidence.js';
import { checkoutPricing } from './checks.fixture.js';
import { allPassed, tally, unknownChecks, verify } from './checks.js';
import { KINDS_WITH_END } from './cleanup.js';
import { at } from './records.fixture.js';

const judged = (evidence: Evidence, id: string) => {
  const result = verify(evidence).find((each) => each.id === id);
  return `${result?.status}: ${result?.detail}`;
};
const edited = (change: (run: Evidence) => void): Evidence => {
  const run = checkoutPricing();
  change(run);
  return run;
};

describe('the selection of checks', () => {
  const run = checkoutPricing();
  const selecting = (checks: string[]): Evidence => ({ ...run, scenario: { ...run.scenario, checks } });

  it('asks only what the scenario selects', () => {
    const results = verify(selecting(['dark_deploy']));
    expect(results.filter(({ status }) => status === 'passed').map(({ id }) => id)).toEqual(['dark_deploy']);
    expect(results.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(judged(selecting(['dark_deploy']), 'gate_required')).toBe(
      'not_applicable: The scenario does not select it.',
    );
    expect(allPassed(results)).toBe(true);
  });

  it('never passes a check that does not exist', () => {
    expect(unknownChecks(['dark_deploy', 'dark'])).toEqual(['dark']);
    expect(allPassed(verify(selecting(['dark_deploy', 'dark'])))).toBe(false);
    expect(tally(verify(selecting(['dark_deploy', 'dark'])))).toEqual({ passed: 1, failed: 1 });
    expect(judged(selecting(['dark']), 'dark')).toBe('failed: There is no check "dark".');
  });

  it('passes nothing where nothing was asked', () => {
    expect(allPassed([])).toBe(false);
    expect(allPassed(verify(selecting(['dark_deploy'])).filter(({ id }) => id !== 'dark_deploy'))).toBe(false);
  });

  it('asks of a scenario without a flag nothing about one, unless it is selected', () => {
    const flagless = selecting([]);
    flagless.scenario.flag = null;
    expect(judged(flagless, 'dark_deploy')).toBe('not_applicable: The scenario has no flag.');
    expect(judged(flagless, 'paged_on_call')).toContain('passed');
    flagless.scenario.checks = ['dark_deploy'];
    expect(judged(flagless, 'dark_deploy')).toBe('failed: The scenario names no flag.');
  });

  it('fails everything on a run that left nothing behind', () => {
    const nothing = Object.fromEntries(
      Object.entries(run).map(([part, value]) => [
        part,
        part === 'run' || part === 'scenario' ? value : Array.isArray(value) ? [] : null,
      ]),
    );
    const bare: Evidence = { ...run, ...nothing };
    expect(new Set(verify(bare).map(({ status }) => status))).toEqual(new Set(['failed', 'not_applicable']));
  });
});

describe('what a check tells', () => {
  it.each([
    ['acknowledged_in_time', 'passed: Acknowledged 3.2 s after the page; limit 300 s.'],
    ['flip_reached', 'passed: All 3 instances had it 1.4 s after the flip; limit 5 s.'],
    ['recovered_in_time', 'passed: Recovered 14 s after the impact began, with 14 bad samples; limit 60 s.'],
    ['postmortem_in_time', 'passed: Published 74 s after the service was restored; limit 600 s.'],
    [
      'steady_state',
      'passed: 90 of 90 samples before the first inject were good, within 500 ms: 100 % of at least 99 %.',
    ],
    ['references_gone', 'passed: 0 references to pricing-v2 at d4d4d4d4d4d4, where trunk ended.'],
    [
      'red_refused',
      'passed: Red on each of 3 checks (unit, contract, property) was refused, and trunk stayed where it was.',
    ],
  ])('%s: %s', (id, expected) => {
    expect(judged(checkoutPricing(), id)).toBe(expected);
  });

  it('names what nobody recorded', () => {
    expect(judged(checkoutPricing({ pages: [] }), 'paged_on_call')).toBe('failed: Nobody recorded pages.');
    expect(judged(checkoutPricing({ probe: [], doraRecovery: null }), 'recovery_matches_dora')).toBe(
      'failed: Nobody recorded probe, doraRecovery.',
    );
  });

  it('tells at most five faults, and how many more', () => {
    const run = edited(({ pages }) => {
      for (let page = 0; page < 7; page += 1) pages.push({ ...pages[0]!, onCall: null });
    });
    expect(judged(run, 'paged_on_call')).toMatch(/; and 2 more\.$/);
  });

  it('leads to where it is shown', () => {
    const result = verify(checkoutPricing()).find(({ id }) => id === 'recovered_by_flip');
    expect(result?.evidence).toEqual([
      { label: 'incident inc-1', url: '/incidents/inc-1' },
      { label: 'flag pricing-v2', url: '/flags/pricing-v2' },
    ]);
  });
});

describe('at the limits', () => {
  it('a second apart from DORA is still equal, and more is not', () => {
    expect(
      judged(
        checkoutPricing({ doraRecovery: { incident: 'inc-1', seconds: 15, restoredBy: null } }),
        'recovery_matches_dora',
      ),
    ).toContain('passed');
    expect(
      judged(
        checkoutPricing({ doraRecovery: { incident: 'inc-1', seconds: 15.1, restoredBy: null } }),
        'recovery_matches_dora',
      ),
    ).toContain('failed');
  });

  it('a row of good samples broken by a bad one begins anew', () => {
    const run = edited(({ probe }) => Object.assign(probe[109] ?? {}, { ok: false }));
    expect(judged(run, 'recovered_in_time')).toContain('Recovered 18 s');
  });

  it('a slow answer is a bad one', () => {
    const run = edited(({ probe }) => Object.assign(probe[106] ?? {}, { millis: 501 }));
    expect(judged(run, 'recovered_in_time')).toContain('Recovered 15 s');
  });

  it('takes samples, flips and pages in the order of time, however they came', () => {
    const run = edited((each) => {
      for (const part of [each.probe, each.flips, each.merges, each.processes, each.receipts, each.deployments])
        part.reverse();
    });
    expect(verify(run).filter(({ status }) => status === 'failed')).toEqual([]);
  });

  it('an instant that cannot be read passes nothing that rests on it', () => {
    const unreadable = [
      edited(({ probe }) => Object.assign(probe[3] ?? {}, { at: 'soon' })),
      edited(({ pages }) => Object.assign(pages[0] ?? {}, { at: 'soon' })),
      edited(({ builds }) => Object.assign(builds[0] ?? {}, { finishedAt: 'soon' })),
      edited(({ processes }) => Object.assign(processes[0] ?? {}, { at: 'soon' })),
    ].map((run) =>
      verify(run)
        .filter(({ status }) => status === 'failed')
        .map(({ id }) => id),
    );
    expect(unreadable[0]).toEqual(
      expect.arrayContaining(['steady_state', 'recovered_in_time', 'production_unchanged']),
    );
    expect(unreadable[1]).toEqual(['signals_in_time', 'acknowledged_in_time', 'no_page_after_acknowledgement']);
    expect(unreadable[2]).toEqual(['production_unchanged']);
    expect(unreadable[3]).toEqual(['production_unchanged']);
  });

  it('a deployment that began before the impact and has not ended is one in between', () => {
    const run = edited(({ deployments }) => {
      deployments.push({ ...deployments[0]!, id: 'slow', status: 'in_progress', startedAt: at(80), finishedAt: null });
    });
    expect(judged(run, 'production_unchanged')).toContain('deployment slow');
  });

  it('what happens in another environment is none of its business', () => {
    const run = edited(({ deployments, flips }) => {
      deployments.push({
        ...deployments[0]!,
        id: 'elsewhere',
        environment: 'staging',
        startedAt: at(100),
        finishedAt: at(101),
      });
      flips.unshift({ ...flips[0]!, environment: 'staging', at: at(1) });
    });
    expect(verify(run).filter(({ status }) => status === 'failed')).toEqual([]);
  });
});

it('asks an end of the kinds of flags of which the inventory asks one', () => {
  expect(KINDS_WITH_END).toEqual(FLAG_KINDS.filter(needsEnd));
});
