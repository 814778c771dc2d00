import { describe, expect, it } from 'vitest';
import { effectText, pText, sideText, verdictSentence, type Comparison } from './verdicts';

type Metric = Comparison['metrics']['leadTime'];
const same: Comparison['workload'] = {
  verdict: 'same',
  detail: '',
  pooled: null,
  stratified: null,
  changeSize: { medianBefore: null, medianAfter: null, shift: null, p: null, shifted: false },
  changeKind: { distance: null, shifted: false, shares: [] },
};
const shifted: Comparison['workload'] = { ...same, verdict: 'mix_shifted' };
const HOUR = 3_600;
const metric = (more: Partial<Metric>): Metric => ({
  before: { value: 1, n: 40 },
  after: { value: 1, n: 50 },
  effect: { value: null, unit: 'seconds' },
  ci95: null,
  p: null,
  verdict: 'inconclusive',
  method: '',
  ...more,
});
const shorter = { effect: { value: -3 * HOUR - 600, unit: 'seconds' }, ci95: [-5 * HOUR, -HOUR], p: 0.002 } as const;

describe('the sentence of a verdict', () => {
  it.each([
    [
      'an improvement with its size',
      verdictSentence('leadTime', metric({ ...shorter, ci95: [...shorter.ci95], verdict: 'improved' }), same),
      'Improved: lead time is 3 h 10 min shorter (95 %: 1 h to 5 h).',
    ],
    [
      'a worsening',
      verdictSentence(
        'changeFailRate',
        metric({ effect: { value: 0.08, unit: 'difference' }, ci95: [0.02, 0.14], p: 0.01, verdict: 'worse' }),
        same,
      ),
      'Worse: the change fail rate is 8 points higher (95 %: 2 points to 14 points).',
    ],
    [
      'a ratio',
      verdictSentence(
        'deploymentFrequency',
        metric({ effect: { value: 3, unit: 'ratio' }, ci95: [1.93, 4.7], p: 0.0001, verdict: 'improved' }),
        same,
      ),
      'Improved: 3 times as many deployments per day (95 %: 1.9 times to 4.7 times).',
    ],
    [
      'what may be chance, with what it takes',
      verdictSentence(
        'changeFailRate',
        metric({ effect: { value: -0.02, unit: 'difference' }, ci95: [-0.1, 0.06], p: 0.6, neededN: 1204 }),
        same,
      ),
      'Inconclusive: the change fail rate is 2 points lower (95 %: 6 points higher to 10 points), which may be chance; about 1,204 deployments on each side are needed to tell; there are 40 before and 50 after.',
    ],
    [
      'too little',
      verdictSentence(
        'recoveryTime',
        metric({ before: { value: null, n: 0 }, verdict: 'insufficient_data', neededN: 6 }),
        same,
      ),
      'Not enough data: about 6 failures on each side are needed; there are 0 before and 50 after.',
    ],
    [
      'an improvement that the mix took back',
      verdictSentence('leadTime', metric({ ...shorter, ci95: [...shorter.ci95] }), shifted),
      'Inconclusive, since the mix of work shifted: lead time is 3 h 10 min shorter (95 %: 1 h to 5 h), but not from the same work, so it is not called improved.',
    ],
    [
      'an improvement that open failures took back',
      verdictSentence('recoveryTime', metric({ ...shorter, ci95: [...shorter.ci95] }), same),
      'Inconclusive: recovery time is 3 h 10 min shorter (95 %: 1 h to 5 h) as far as is known, but failures that are still open may turn it.',
    ],
    [
      'nothing',
      verdictSentence('leadTime', metric({ p: 1 }), same),
      'Inconclusive: no difference is seen; there are 40 before and 50 after.',
    ],
  ])('tells %s', (_, said, expected) => expect(said).toBe(expected));

  it('says where a ratio has no upper bound', () => {
    const open = metric({ effect: { value: 9, unit: 'ratio' }, ci95: [1.2, null] });
    expect(effectText('deploymentFrequency', open)).toContain('1.2 times to any number of times');
  });
});

describe('the parts of a comparison', () => {
  it('never show null as 0', () => {
    expect(sideText('changeFailRate', { value: null, n: 0 })).toEqual({ value: 'no data', of: '0 deployments' });
    expect(sideText('changeFailRate', { value: 0, n: 20 }).value).toBe('0 %');
    expect(pText(null)).toBe('');
    expect(pText(0.00001)).toBe('p < 0.001');
  });
});
