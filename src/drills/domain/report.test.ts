import { describe, expect, it } from 'vitest';
import { boundaryContract, checkoutPricing } from './checks/checks.fixture.js';
import { reportMarkdown } from './report-markdown.js';
import { reportOf } from './report.js';

const notes = [{ at: '2026-11-21T09:03:00.000Z', author: 'oda', text: 'Calm\nand | <b>quick</b>' }];

describe('the report of a drill', () => {
  it('passes where no check failed', () => {
    const report = reportOf(checkoutPricing(), notes);
    expect(report.passed).toBe(true);
    expect(report.drill).toMatchObject({ run: 'run-1', scenario: 'checkout-pricing', mode: 'autopilot' });
    expect(report.notes).toEqual(notes);
    expect(report.improvements).toEqual([
      'Deployment frequency cannot be judged yet: n is 2 and 7, it takes 20 on each side.',
      'Change fail rate cannot be judged yet: n is 2 and 7, it takes 31 on each side.',
      'Recovery time cannot be judged yet: n is 1 and 1, it takes 6 on each side.',
    ]);
    expect(reportOf(boundaryContract(), []).improvements).toEqual([]);
  });

  it('compares in words that claim no more than the numbers', () => {
    const words = reportOf(checkoutPricing(), []).comparison?.metrics.map((each) => `${each.title}: ${each.words}`);
    expect(words).toEqual([
      'Lead time: median 40 s before (n 6), median 12 s after (n 6); effect -28 s, 95 % interval -34.5 s to -20 s. Improved.',
      'Deployment frequency: 1 a day before (n 2), 6 a day after (n 7); effect × 3.5, 95 % interval × 0.7 without upper end. Too few to say anything; an effect like this one would take n 20 on each side.',
      'Change fail rate: 50 % before (n 2), 0 % after (n 7); effect -50 points, 95 % interval -90 points to +10 points. Too few to say anything; an effect like this one would take n 31 on each side.',
      'Recovery time: median 31 s before (n 1), median 14 s after (n 1); effect -17 s, no interval. Too few to say anything; an effect like this one would take n 6 on each side.',
    ]);
  });

  it('says what to improve, from what failed, was slow or was not seen', () => {
    const run = checkoutPricing({ snapshots: null, pages: [] });
    run.scenario.limits.recoverySeconds = 15;
    const { passed, improvements } = reportOf(run, []);
    expect(passed).toBe(false);
    expect(improvements).toContain('Not shown: who was paged was on call at that instant. Nobody recorded pages.');
    expect(improvements).toContain('Impact to good answers again took 14 s of 15 s: leave more room.');
    expect(improvements).toContain('Not measured: page to its acknowledgement. Record both instants next time.');
  });

  it('reads as Markdown in which no text of people marks anything up', () => {
    const run = checkoutPricing();
    run.scenario.title = 'A | B <script>';
    const told = reportMarkdown(reportOf(run, notes), 'https://loop.example/');
    expect(told).toContain('# A \\| B \\<script\\>');
    expect(told).toContain('- 2026-11-21T09:03:00.000Z oda: Calm and \\| \\<b\\>quick\\</b\\>');
    expect(told).toContain('**Passed**: 36 of 36 checks (1 not asked).');
    expect(told).toContain('| ✅ | The service was restored by a flip |');
    expect(told).toContain('[incident inc-1](<https://loop.example/incidents/inc-1>)');
    const rows = told.split('\n').filter((line) => line.startsWith('| ✅'));
    expect(rows.every((row) => row.replaceAll('\\|', '').split('|').length === 6)).toBe(true);
  });

  it('never makes a link of what is no address', () => {
    const run = checkoutPricing();
    for (const attempt of run.merges) attempt.verdict = 'javascript:alert(1)';
    const told = reportMarkdown(reportOf(run, []));
    expect(told).not.toContain('(<javascript');
    expect(told).toContain('/verdicts/javascript%3Aalert(1)');
  });
});
