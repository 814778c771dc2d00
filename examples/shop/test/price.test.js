import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { priceOf, UnknownItem } from '../src/pricing/price.js';

describe('the price of a basket', () => {
  it('is the sum of its lines', () => {
    const { totalCents } = priceOf(
      [
        { sku: 'tea', quantity: 2 },
        { sku: 'mug', quantity: 1 },
      ],
      null,
    );
    assert.equal(totalCents, 2_190);
  });

  it('is less a share with one coupon, and less a sum with the other', () => {
    assert.equal(priceOf([{ sku: 'teapot', quantity: 1 }], 'TEN').totalCents, 4_410);
    assert.equal(priceOf([{ sku: 'teapot', quantity: 1 }], 'FIVE').totalCents, 4_400);
  });

  it('is not changed by a coupon that nobody gave out', () => {
    for (const coupon of ['NINETY', 'toString', ''])
      assert.equal(priceOf([{ sku: 'mug', quantity: 1 }], coupon).totalCents, 1_290);
  });

  it('is refused for what the shop does not have', () => {
    for (const sku of ['coffee', 'constructor'])
      assert.throws(() => priceOf([{ sku, quantity: 1 }], null), UnknownItem);
  });
});
