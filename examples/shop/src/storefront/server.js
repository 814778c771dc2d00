import { randomUUID } from 'node:crypto';
import { flagsOf } from '../flags.js';
import { makeService, run } from '../service.js';
import { chargeOf } from './checkout.js';

const TIMEOUT_MS = 2_000;

/** A service behind ours gave no good answer. */
class Behind extends Error {}

/**
 * @param {{ pricingUrl: string, paymentsUrl: string, flags: import('@openfeature/server-sdk').Client }} settings
 */
export function makeStorefront({ pricingUrl, paymentsUrl, flags }) {
  const app = makeService('storefront');
  app.post('/checkout', async (request, reply) => {
    const order = randomUUID();
    const customer = request.headers['x-customer'];
    const context = { targetingKey: typeof customer === 'string' ? customer : order };
    if (!(await flags.getBooleanValue('checkout-open', true, context)))
      return reply.status(503).header('retry-after', '30').send({ error: 'The checkout is closed for a moment.' });
    try {
      const quote = await ask(`${pricingUrl}/quote`, request.body);
      if (quote.status === 400 || quote.status === 422) return reply.status(422).send(quote.body);
      if (quote.status !== 200) throw new Behind(`pricing answered ${quote.status}`);
      const charge = chargeOf(order, quote.body);
      const paid = await ask(`${paymentsUrl}/charge`, charge);
      if (paid.status !== 200 && paid.status !== 201) throw new Behind(`payments answered ${paid.status}`);
      return reply.status(201).send({ order, payment: paid.body.payment, totalCents: quote.body.totalCents });
    } catch (error) {
      if (!(error instanceof Behind)) throw error;
      return reply
        .status(502)
        .send({ error: 'The order could not be taken. Nothing was charged.', cause: error.message });
    }
  });
  return app;
}

/**
 * @param {string} url
 * @param {unknown} body
 * @returns {Promise<{ status: number, body: any }>}
 */
async function ask(url, body) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, body: await response.json() };
  } catch (error) {
    throw new Behind(`${new URL(url).host} gave no answer: ${String(error)}`);
  }
}

if (import.meta.filename === process.argv[1]) {
  const { PRICING_URL: pricingUrl, PAYMENTS_URL: paymentsUrl } = process.env;
  if (pricingUrl === undefined || paymentsUrl === undefined)
    throw new Error('PRICING_URL and PAYMENTS_URL say where the other services are.');
  await run('storefront', makeStorefront({ pricingUrl, paymentsUrl, flags: await flagsOf('storefront') }));
}
