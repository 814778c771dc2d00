import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CATALOG, COUPONS, priceOf } from '../src/pricing/price.js';

const line = fc.record({ sku: fc.constantFrom(...Object.keys(CATALOG)), quantity: fc.integer({ min: 1, max: 1_000 }) });
const lines = fc.array(line, { minLength: 1, maxLength: 20 });
const coupon = fc.constantFrom(null, 'unknown', ...Object.keys(COUPONS));

describe('whatever is bought with whatever coupon', () => {
  it('costs whole cents, nothing below zero, and no more than its lines', () => {
    fc.assert(
      fc.property(lines, coupon, (basket, code) => {
        const { subtotalCents, discountCents, totalCents } = priceOf(basket, code);
        for (const cents of [subtotalCents, discountCents, totalCents])
          assert.ok(Number.isInteger(cents) && cents >= 0);
        assert.equal(totalCents, subtotalCents - discountCents);
      }),
    );
  });

  it('costs the same in any order of its lines', () => {
    fc.assert(
      fc.property(lines, coupon, (basket, code) => {
        assert.deepEqual(priceOf(basket.toReversed(), code), priceOf(basket, code));
      }),
    );
  });

  it('does not become cheaper by one more line', () => {
    fc.assert(
      fc.property(lines, line, coupon, (basket, more, code) => {
        assert.ok(priceOf([...basket, more], code).totalCents >= priceOf(basket, code).totalCents);
      }),
    );
  });
});
