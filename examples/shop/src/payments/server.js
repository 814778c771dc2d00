// Stands for a payment provider: it takes whole cents, nothing else, and each order once.
import { readFileSync } from 'node:fs';
import { makeService, run } from '../service.js';

/** What payments takes; storefront's contract test holds its requests against the same file. */
export const CHARGE = JSON.parse(readFileSync(new URL('../../contracts/charge.schema.json', import.meta.url), 'utf8'));

export function makePayments() {
  const app = makeService('payments');
  /** @type {Map<string, { payment: string, amountCents: number }>} */
  const charged = new Map();
  app.post('/charge', { schema: { body: CHARGE } }, (request, reply) => {
    const { order, amountCents } = /** @type {{ order: string, amountCents: number }} */ (request.body);
    const known = charged.get(order);
    if (known !== undefined && known.amountCents !== amountCents)
      return reply.status(409).send({ error: `The order ${order} was charged with another amount.` });
    const payment = known ?? { payment: `pay-${charged.size + 1}`, amountCents };
    charged.set(order, payment);
    return reply.status(known === undefined ? 201 : 200).send(payment);
  });
  return app;
}

if (import.meta.filename === process.argv[1]) await run('payments', makePayments());
