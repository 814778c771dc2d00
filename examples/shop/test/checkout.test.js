import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { InMemoryProvider, OpenFeature } from '@openfeature/server-sdk';
import { makePayments } from '../src/payments/server.js';
import { makePricing } from '../src/pricing/server.js';
import { makeStorefront } from '../src/storefront/server.js';

/** @type {import('fastify').FastifyInstance[]} */
const apps = [];
const flags = new InMemoryProvider({
  'checkout-open': { variants: { open: true, closed: false }, defaultVariant: 'open', disabled: false },
});
let url = '';

/** @param {import('fastify').FastifyInstance} app */
async function listen(app) {
  apps.push(app);
  return app.listen({ host: '127.0.0.1', port: 0 });
}

/**
 * @param {unknown} body
 * @returns {Promise<{ status: number, body: any }>}
 */
async function checkout(body, to = url) {
  const response = await fetch(`${to}/checkout`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

before(async () => {
  await OpenFeature.setProviderAndWait('test', flags);
  const [pricingUrl, paymentsUrl] = await Promise.all([listen(makePricing()), listen(makePayments())]);
  url = await listen(makeStorefront({ pricingUrl, paymentsUrl, flags: OpenFeature.getClient('test') }));
});
after(() => Promise.all(apps.map((app) => app.close())));

const TEA = { lines: [{ sku: 'tea', quantity: 2 }], coupon: 'TEN' };

describe('a checkout', () => {
  it('takes the order and the money', async () => {
    const { status, body } = await checkout(TEA);
    assert.equal(status, 201);
    assert.equal(body.totalCents, 810);
    assert.match(body.payment, /^pay-/);
  });

  it('refuses what is no order, and what the shop does not have', async () => {
    for (const body of [
      {},
      { lines: [] },
      { lines: [{ sku: 'tea', quantity: 0 }] },
      { lines: [{ sku: 'coffee', quantity: 1 }] },
    ])
      assert.equal((await checkout(body)).status, 422);
  });

  it('is closed by its flag', async () => {
    flags.putConfiguration({
      'checkout-open': { variants: { open: true, closed: false }, defaultVariant: 'closed', disabled: false },
    });
    assert.equal((await checkout(TEA)).status, 503);
    flags.putConfiguration({
      'checkout-open': { variants: { open: true, closed: false }, defaultVariant: 'open', disabled: false },
    });
    assert.equal((await checkout(TEA)).status, 201);
  });

  it('says that nothing was charged while a service behind it is away', async () => {
    const alone = await listen(
      makeStorefront({
        pricingUrl: 'http://127.0.0.1:9',
        paymentsUrl: 'http://127.0.0.1:9',
        flags: OpenFeature.getClient('test'),
      }),
    );
    const { status, body } = await checkout(TEA, alone);
    assert.equal(status, 502);
    assert.match(body.error, /Nothing was charged/);
  });

  it('is counted, and the service tells that it is well', async () => {
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    assert.match(metrics, /shop_answers_total\{[^}]*route="\/checkout"[^}]*status="201"/);
  });
});
