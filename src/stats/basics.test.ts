import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kaplanMeierMedian, median, medianInterval, wilson } from './index.js';

describe('wilson', () => {
  // Newcombe RG. Two-sided confidence intervals for the single proportion. Stat Med 1998;17:857-872, Table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('agrees with Newcombe for %i of %i', (k, n, low, high) => {
    const interval = wilson(k, n);
    expect(interval?.[0]).toBeCloseTo(low, 4);
    expect(interval?.[1]).toBeCloseTo(high, 4);
  });

  it('has no interval for nothing observed', () => {
    expect(wilson(0, 0)).toBeNull();
  });

  it('holds the rate, stays within 0 and 1, and mirrors', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const k = Math.round(n * share);
        const [low, high] = wilson(k, n) ?? [NaN, NaN];
        const [mirrorLow, mirrorHigh] = wilson(n - k, n) ?? [NaN, NaN];
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(k / n);
        expect(high).toBeGreaterThanOrEqual(k / n);
        expect(mirrorLow).toBeCloseTo(1 - high, 10);
        expect(mirrorHigh).toBeCloseTo(1 - low, 10);
      }),
    );
  });
});

describe('median', () => {
  it('is the middle one, the mean of the middle two, or none', () => {
    expect(median([1, 2, 10])).toBe(2);
    expect(median([1, 2, 4, 10])).toBe(3);
    expect(median([7])).toBe(7);
    expect(median([])).toBeNull();
  });
});

describe('interval of a median', () => {
  // Ranks of the 95 % interval: Conover, Practical Nonparametric Statistics; Altman et al., Statistics with Confidence, Table 18.4.
  it.each([
    [6, 1],
    [7, 1],
    [8, 1],
    [9, 2],
    [10, 2],
    [12, 3],
    [20, 6],
    [30, 10],
    [50, 18],
    [100, 40],
  ])('for n = %i begins at rank %i and ends at its mirror', (n, rank) => {
    const ranks = Array.from({ length: n }, (_, i) => i + 1);
    expect(medianInterval(ranks)).toEqual([rank, n + 1 - rank]);
  });

  it('does not exist for n ≤ 5', () => {
    expect(medianInterval([1, 2, 3, 4, 5])).toBeNull();
    expect(medianInterval([])).toBeNull();
  });

  it('stands for a million numbers where the normal approximation puts it', () => {
    const ranks = Array.from({ length: 1_000_000 }, (_, i) => i + 1);
    const [low, high] = medianInterval(ranks) ?? [0, 0];
    expect(Math.abs(low - (500_000 - 980))).toBeLessThan(3);
    expect(high).toBe(1_000_001 - low);
  });
});

describe('Kaplan–Meier median', () => {
  // Freireich et al. 1963, 6-mercaptopurine group (Cox & Oakes 1984, Table 1.1): median remission 23 weeks, as in R's survfit.
  it('is 23 weeks for the 6-MP group', () => {
    const ends = [6, 6, 6, 7, 10, 13, 16, 22, 23];
    const running = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
    const observations = [
      ...ends.map((time) => ({ time, event: true })),
      ...running.map((time) => ({ time, event: false })),
    ];
    expect(kaplanMeierMedian(observations)).toEqual({ median: 23, lowerBound: null });
  });

  it('is the lower middle one where nothing is censored', () => {
    const ended = (times: number[]) => times.map((time) => ({ time, event: true }));
    expect(kaplanMeierMedian(ended([600])).median).toBe(600);
    expect(kaplanMeierMedian(ended([100, 200, 300, 400])).median).toBe(200);
    expect(kaplanMeierMedian(ended([3, 1, 2])).median).toBe(2);
  });

  it('is unknown, with the longest observed time below it, while most are still open', () => {
    const observations = [
      { time: 10, event: true },
      { time: 50, event: false },
      { time: 70, event: false },
    ];
    expect(kaplanMeierMedian(observations)).toEqual({ median: null, lowerBound: 70 });
    expect(kaplanMeierMedian([])).toEqual({ median: null, lowerBound: null });
  });

  it('counts an end before a censoring of the same time', () => {
    expect(
      kaplanMeierMedian([
        { time: 5, event: false },
        { time: 5, event: true },
      ]),
    ).toEqual({ median: 5, lowerBound: null });
  });

  it('finds one half exactly in spite of rounding', () => {
    for (const n of [2, 4, 6, 10, 22, 46, 100, 998]) {
      const observations = Array.from({ length: n }, (_, i) => ({ time: i + 1, event: true }));
      expect(kaplanMeierMedian(observations).median).toBe(n / 2);
    }
  });
});
