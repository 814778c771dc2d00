import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { makePayments } from '../src/payments/server.js';
import { priceOf } from '../src/pricing/price.js';
import { chargeOf } from '../src/storefront/checkout.js';

const payments = makePayments();
after(() => payments.close());

/** @param {object} charge */
const statusOf = async (charge) =>
  (await payments.inject({ method: 'POST', url: '/charge', payload: charge })).statusCode;

describe('what storefront asks of payments', () => {
  const charge = chargeOf('order-1', priceOf([{ sku: 'mug', quantity: 3 }], 'TEN'));

  it('is what payments takes, as often as it is asked', async () => {
    assert.equal(await statusOf(charge), 201);
    assert.equal(await statusOf(charge), 200);
  });

  it('says cents, not euros', () => {
    assert.equal(chargeOf('order-2', priceOf([{ sku: 'tea', quantity: 1 }], null)).amountCents, 450);
  });

  it('is refused where it almost fits', async () => {
    for (const amountCents of [4.5, '450', -1, null])
      assert.equal(await statusOf({ ...charge, order: 'other', amountCents }), 400);
    assert.equal(await statusOf({ ...charge, amountCents: 1 }), 409);
  });
});
