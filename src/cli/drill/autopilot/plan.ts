import type { Fault } from '../lab/mutants.js';

/** What the autopilot needs to know of a scenario besides what the scenario says: changes, tests and seeded faults. */
export interface Plan {
  /** Small changes in order, delivered one by one; each is a patch of the scenario's folder. */
  changes: readonly string[];
  /** The one of them that the flag hides; its seeded defect passes the tests that come with it. */
  risky: string;
  /** A change before all others, by which the gate is tried. */
  proof: string | null;
  /** What stands for the risky change where the same list is delivered the old way; null: this is not compared. */
  withoutFlag: string | null;
  fix: string;
  cleanUp: string;
  /** The defect once more, after everything was learned. */
  replay: string | null;
  /** What the postmortem asks for, and the test that is it. */
  lesson: { kind: 'test' | 'contract'; title: string; test: string; check: 'property' | 'contract' };
  mutants: { faults: readonly Fault[]; examples: readonly string[]; property: readonly string[] } | null;
  /** Whether canaries and the governor are tried. */
  guards: boolean;
  postmortem: { summary: string; impact: string; factor: string };
}

const VOLUME = 'src/pricing/volume.js';

const FAULTS: readonly Fault[] = [
  {
    id: 'no-rounding',
    detail: 'The discount on many pieces is not rounded to whole cents',
    file: VOLUME,
    from: 'return Math.round((unitPrice(sku) * quantity * PERCENT) / 100);',
    to: 'return (unitPrice(sku) * quantity * PERCENT) / 100;',
  },
  {
    id: 'no-floor',
    detail: 'A coupon worth more than the basket makes its price negative',
    file: VOLUME,
    from: 'const discountCents = Math.min(subtotalCents, volumeCents + couponCents);',
    to: 'const discountCents = volumeCents + couponCents;',
  },
  {
    id: 'coupon-not-rounded',
    detail: 'The share that a coupon takes is not rounded to whole cents',
    file: 'src/pricing/price.js',
    from: "return 'percent' in rule ? Math.round((subtotalCents * rule.percent) / 100) : rule.cents;",
    to: "return 'percent' in rule ? (subtotalCents * rule.percent) / 100 : rule.cents;",
  },
  {
    id: 'tenths',
    detail: 'The discount on many pieces is rounded to tenths of cents',
    file: VOLUME,
    from: 'return Math.round((unitPrice(sku) * quantity * PERCENT) / 100);',
    to: 'return Math.round((unitPrice(sku) * quantity * PERCENT) / 10) / 10;',
  },
];

export const PLANS: Readonly<Record<string, Plan>> = {
  'checkout-pricing': {
    changes: ['honey', 'currency', 'volume', 'retry-after', 'other-amount', 'readme'],
    risky: 'volume',
    proof: 'gate-proof',
    withoutFlag: 'volume-without-flag',
    fix: 'fix',
    cleanUp: 'clean-up',
    replay: null,
    lesson: {
      kind: 'test',
      title: 'Property test: whatever is bought costs whole cents, none below zero',
      test: 'test/volume.property.test.js',
      check: 'property',
    },
    mutants: {
      faults: FAULTS,
      examples: ['test/price.test.js', 'test/volume.test.js'],
      property: ['test/volume.property.test.js'],
    },
    guards: true,
    postmortem: {
      summary:
        'The discount on many pieces gave prices with fractions of cents, and below zero for small baskets with a coupon.',
      impact: 'Payments refused two of ten checkouts from the flip until the kill. Nobody was charged wrongly.',
      factor: 'The example tests of the new price hold round baskets only',
    },
  },
  'boundary-contract': {
    changes: ['charge-shown'],
    risky: 'charge-shown',
    proof: null,
    withoutFlag: null,
    fix: 'fix',
    cleanUp: 'clean-up',
    replay: 'replay',
    lesson: {
      kind: 'contract',
      title: 'Contract assertion: payments takes every total that storefront can ask for',
      test: 'test/charge.contract.test.js',
      check: 'contract',
    },
    mutants: null,
    guards: false,
    postmortem: {
      summary: 'Storefront computed cents from the euros that it shows, and asked payments for fractions of cents.',
      impact: 'Payments refused two of ten checkouts from the flip until the kill. Nobody was charged wrongly.',
      factor: 'The contract test held one total, at which the arithmetic happens to be exact',
    },
  },
};
