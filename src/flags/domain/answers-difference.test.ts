import { describe, expect, it } from 'vitest';
import { answersDifference } from './answers-difference.js';
import type { Answers } from './variants.js';

const BEFORE: Answers = {
  variants: { big: { size: 3, bold: true }, none: { size: 0 } },
  defaultVariant: 'big',
  offVariant: 'none',
};
const of = (after: Partial<Answers>) => answersDifference(BEFORE, { ...BEFORE, ...after });

describe('the difference of answers', () => {
  it('is nothing where only the order of variants or of what they hold is another', () => {
    expect(of({})).toEqual([]);
    expect(of({ variants: { none: { size: 0 }, big: { bold: true, size: 3 } } })).toEqual([]);
  });

  it('tells variants that come, go or hold another value', () => {
    const huge = { size: 9 };
    expect(of({ variants: { big: { size: 4 }, huge } })).toEqual([
      { what: 'variant_changed', variant: 'big', from: BEFORE.variants['big'], to: { size: 4 } },
      { what: 'variant_added', variant: 'huge', from: null, to: huge },
      { what: 'variant_removed', variant: 'none', from: { size: 0 }, to: null },
    ]);
  });

  it('tells which variant is answered when on and when off', () => {
    expect(of({ defaultVariant: 'none', offVariant: 'big' })).toEqual([
      { what: 'default_variant', variant: null, from: 'big', to: 'none' },
      { what: 'off_variant', variant: null, from: 'none', to: 'big' },
    ]);
  });

  it('takes a variant for new that is called as something every object has', () => {
    const variants = { ...BEFORE.variants, constructor: { size: 1 } };
    expect(of({ variants })).toMatchObject([{ what: 'variant_added', variant: 'constructor' }]);
  });
});
