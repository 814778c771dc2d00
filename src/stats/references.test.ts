import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  betaCdf,
  betaQuantile,
  clusterBootstrapShift,
  fisherExact,
  hodgesLehmann,
  mannWhitney,
  mantelHaenszel,
  neededForRates,
  neededForRatio,
  neededForShift,
  newcombe,
  normalCdf,
  normalTwoSided,
  rateRatio,
  studentQuantile,
  studentTwoSided,
  weigh,
} from './index.js';

describe('special functions agree with SciPy 1.17', () => {
  it.each([
    [0.4, 2, 3, 0.5248],
    [0.15, 1.5, 20, 0.9134427521539347],
    [0.5, 500_001, 500_000, 0.4996010578193346],
  ])('betainc at %d', (x, a, b, expected) => expect(betaCdf(x, a, b)).toBeCloseTo(expected, 9));

  it('quantile of the beta distribution, normal and Student', () => {
    expect(betaQuantile(0.025, 3, 10)).toBeCloseTo(0.05486064452799272, 12);
    expect(normalCdf(-1.3)).toBeCloseTo(0.09680048458561, 11);
    expect(normalTwoSided(1)).toBeCloseTo(0.3173105078629, 11);
    expect(normalTwoSided(3.5) / 4.65258158e-4).toBeCloseTo(1, 7);
    expect(normalTwoSided(8) / 1.24419211e-15).toBeCloseTo(1, 7);
    expect(studentQuantile(10)).toBeCloseTo(2.228138851986274, 9);
    expect(studentTwoSided(2.2, 7)).toBeCloseTo(0.06373101530263678, 10);
  });
});

describe('difference of rates', () => {
  // Newcombe RG. Interval estimation for the difference between independent proportions. Stat Med 1998;17:873-890, Table II, method 10.
  it.each([
    [48, 80, 56, 70, 0.0524, 0.3339],
    [3, 10, 9, 10, 0.1705, 0.809],
    [2, 7, 6, 7, 0.0582, 0.8062],
    [0, 29, 5, 56, -0.0381, 0.1926],
    [0, 20, 0, 10, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [0, 20, 10, 10, 0.6791, 1],
    [0, 10, 10, 10, 0.6075, 1],
  ])('%i/%i to %i/%i as in Newcombe', (k1, n1, k2, n2, low, high) => {
    const interval = newcombe({ k: k1, n: n1 }, { k: k2, n: n2 });
    expect(interval?.[0]).toBeCloseTo(low, 4);
    expect(interval?.[1]).toBeCloseTo(high, 4);
  });

  it('has an exact p: the tea lady (Agresti 1990, p. 61) and convicted twins (Fisher 1962), as in R', () => {
    expect(fisherExact({ k: 3, n: 4 }, { k: 1, n: 4 })).toBeCloseTo(0.4857, 4);
    expect(fisherExact({ k: 2, n: 17 }, { k: 10, n: 13 })).toBeCloseTo(0.0005367, 7);
    expect(fisherExact({ k: 0, n: 0 }, { k: 1, n: 4 })).toBe(1);
  });

  it('needs 77 a side to tell .50 from .75 with 90 % power (R, power.prop.test: 76.7)', () => {
    expect(neededForRates(0.5, 0.75, 1.2815515655446004)).toBe(77);
    expect(neededForRates(0.2, 0.2)).toBeNull();
  });

  it('turns its sign when the sides are swapped, and p stays', () => {
    const side = fc.integer({ min: 1, max: 60 }).chain((n) => fc.integer({ min: 0, max: n }).map((k) => ({ k, n })));
    fc.assert(
      fc.property(side, side, (a, b) => {
        const [low, high] = newcombe(a, b) ?? [NaN, NaN];
        const [low2, high2] = newcombe(b, a) ?? [NaN, NaN];
        expect(low).toBeCloseTo(-high2, 10);
        expect(high).toBeCloseTo(-low2, 10);
        expect(fisherExact(a, b)).toBeCloseTo(fisherExact(b, a), 9);
        expect(fisherExact(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('ratio of frequencies', () => {
  it('is exact: breast cancer after fluoroscopy, 21/3011 against 11/800 (R, poisson.test)', () => {
    const found = rateRatio([{ count: 21, exposure: 3011 }], [{ count: 11, exposure: 800 }]);
    expect(found.ratio).toBeCloseTo(1.971488, 6);
    expect(found.interval?.[0]).toBeCloseTo(0.8584264, 6);
    expect(found.interval?.[1]).toBeCloseTo(4.2772659, 6);
    expect(found.p).toBeCloseTo(0.11201731957539936, 10);
    expect(found.method).toBe('exact');
  });

  it('grows wider where days are over-dispersed', () => {
    const calm = [5, 5, 5, 5, 5, 5, 5, 5].map((count) => ({ count, exposure: 1 }));
    const wild = [0, 0, 0, 40, 0, 0, 0, 40].map((count) => ({ count, exposure: 1 }));
    const found = rateRatio(calm, wild);
    expect(found.method).toBe('quasi-poisson');
    expect(found.p).toBeGreaterThan(0.05);
    expect(found.phi).toBeCloseTo(240 / 14, 10);
    expect(Math.log((found.interval?.[1] ?? 0) / 2)).toBeCloseTo(
      studentQuantile(14) * Math.sqrt((240 / 14) * (1 / 40 + 1 / 80)),
      8,
    );
  });

  it('has no ratio, but a lower end, where nothing came before', () => {
    const found = rateRatio([{ count: 0, exposure: 1 }], [{ count: 8, exposure: 1 }]);
    expect(found.ratio).toBeNull();
    expect(found.interval?.[0]).toBeGreaterThan(1);
    expect(found.interval?.[1]).toBeNull();
    expect(found.p).toBeCloseTo(2 / 256, 12);
    expect(rateRatio([], []).interval).toBeNull();
  });

  it('needs the fewer events the larger the ratio', () => {
    expect(neededForRatio(2)).toBe(33);
    expect(neededForRatio(1)).toBeNull();
  });
});

describe('shift of durations', () => {
  // Hollander & Wolfe 1973, p. 69f: permeability of the human chorioamnion; R, wilcox.test.
  const term = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
  const early = [1.15, 0.88, 0.9, 0.74, 1.21];

  it('is exact without ties', () => {
    const test = mannWhitney(early, term);
    expect(test?.u).toBe(35);
    expect(test?.p).toBeCloseTo(0.2544122544122544, 10);
    expect(test?.method).toBe('exact');
    expect(hodgesLehmann(weigh(early), weigh(term))).toBeCloseTo(0.305, 10);
  });

  // New York ozone in May and August (R, datasets::airquality; wilcox.test: W = 127.5, p = 0.0001208).
  const may = [41, 36, 12, 18, 28, 23, 19, 8, 7, 16, 11, 14, 18, 14, 34, 6, 30, 11, 1, 11, 4, 32, 23, 45, 115, 37];
  const august = [
    39, 9, 16, 78, 35, 66, 122, 89, 110, 44, 28, 65, 22, 59, 23, 31, 44, 21, 9, 45, 168, 73, 76, 118, 84, 85,
  ];

  it('corrects for ties', () => {
    const test = mannWhitney(august, may);
    expect(test?.u).toBe(127.5);
    expect(test?.p).toBeCloseTo(0.00012080783, 10);
    expect(hodgesLehmann(weigh(may), weigh(august))).toBe(32);
  });

  it('is the median of all differences', () => {
    const values = fc.array(
      fc.integer({ min: -50, max: 50 }).map((x) => x / 8),
      { minLength: 1, maxLength: 25 },
    );
    fc.assert(
      fc.property(values, values, (a, b) => {
        const all = a.flatMap((x) => b.map((y) => y - x)).sort((x, y) => x - y);
        const half = all.length / 2;
        const expected = ((all[Math.ceil(half) - 1] ?? NaN) + (all[Math.floor(half)] ?? NaN)) / 2;
        expect(hodgesLehmann(weigh(a), weigh(b))).toBeCloseTo(expected, 10);
      }),
    );
  });

  it('has an interval that is the same for the same seed, and wider where changes share deployments', () => {
    const alone = (shift: number) => Array.from({ length: 60 }, (_, i) => [100 + ((i * 37) % 60) + shift]);
    const shared = (shift: number) =>
      Array.from({ length: 6 }, (_, i) => Array.from({ length: 10 }, () => 100 + ((i * 17) % 60) + shift));
    const independent = clusterBootstrapShift(alone(0), alone(30), 'a');
    const clustered = clusterBootstrapShift(shared(0), shared(30), 'a');
    expect(clusterBootstrapShift(alone(0), alone(30), 'a')).toEqual(independent);
    expect(independent?.[0]).toBeGreaterThan(0);
    const width = (interval: readonly number[] | null): number => (interval?.[1] ?? 0) - (interval?.[0] ?? 0);
    expect(width(clustered)).toBeGreaterThan(1.5 * width(independent));
    expect(clusterBootstrapShift([[1]], alone(0), 'a')).toBeNull();
  });

  it('handles a hundred thousand changes in seconds', () => {
    const many = (shift: number) =>
      Array.from({ length: 10_000 }, (_, i) =>
        Array.from({ length: 5 }, (_, j) => ((i * 7919 + j * 104_729) % 100_003) + shift),
      );
    const interval = clusterBootstrapShift(many(0), many(5000), 'a');
    expect(interval?.[0]).toBeGreaterThan(4000);
    expect(interval?.[1]).toBeLessThan(6000);
  });

  it('needs 524 a side for P(after > before) = .55 (Noether 1987, equation for equal groups)', () => {
    expect(neededForShift(0.55)).toBe(524);
    expect(neededForShift(0.5)).toBeNull();
  });
});

describe('stratified difference', () => {
  // Berkeley admissions (Bickel et al. 1975; R, datasets::UCBAdmissions); mantelhaen.test without correction: X² = 1.5246, p = 0.2169.
  const men = [
    [512, 825],
    [353, 560],
    [120, 325],
    [138, 417],
    [53, 191],
    [22, 373],
  ] as const;
  const women = [
    [89, 108],
    [17, 25],
    [202, 593],
    [131, 375],
    [94, 393],
    [24, 341],
  ] as const;
  const strata = men.map(([k, n], i) => ({
    before: { k, n },
    after: { k: women[i]?.[0] ?? 0, n: women[i]?.[1] ?? 0 },
  }));

  it("does not see in the departments what the pool shows: Simpson's paradox", () => {
    const found = mantelHaenszel(strata);
    expect(found?.p).toBeCloseTo(0.2169, 4);
    expect(found?.interval[0]).toBeLessThan(0);
    expect(found?.interval[1]).toBeGreaterThan(0);
    const pooled = newcombe({ k: 1198, n: 2691 }, { k: 557, n: 1835 });
    expect(pooled?.[1]).toBeLessThan(-0.1);
  });

  it('is the plain difference for one stratum, and nothing for none', () => {
    const found = mantelHaenszel([{ before: { k: 20, n: 100 }, after: { k: 50, n: 120 } }]);
    expect(found?.difference).toBeCloseTo(50 / 120 - 0.2, 12);
    const error = Math.sqrt((0.2 * 0.8) / 100 + ((50 / 120) * (70 / 120)) / 120);
    expect((found?.interval[1] ?? 0) - (found?.difference ?? 0)).toBeCloseTo(1.96 * error, 2);
    expect(mantelHaenszel([{ before: { k: 0, n: 0 }, after: { k: 1, n: 9 } }])).toBeNull();
  });
});
