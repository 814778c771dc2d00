import { makeService, run } from '../service.js';
import { priceOf, UnknownItem } from './price.js';

const LINE = {
  type: 'object',
  required: ['sku', 'quantity'],
  additionalProperties: false,
  properties: { sku: { type: 'string' }, quantity: { type: 'integer', minimum: 1, maximum: 1_000 } },
};
const ASKED = {
  type: 'object',
  required: ['lines'],
  additionalProperties: false,
  properties: {
    lines: { type: 'array', minItems: 1, maxItems: 100, items: LINE },
    coupon: { type: ['string', 'null'] },
  },
};

export function makePricing() {
  const app = makeService('pricing');
  app.post('/quote', { schema: { body: ASKED } }, (request, reply) => {
    const { lines, coupon = null } = /** @type {{ lines: import('./price.js').Line[], coupon?: string | null }} */ (
      request.body
    );
    try {
      return priceOf(lines, coupon);
    } catch (error) {
      if (error instanceof UnknownItem) return reply.status(422).send({ error: error.message });
      throw error;
    }
  });
  return app;
}

if (import.meta.filename === process.argv[1]) await run('pricing', makePricing());
