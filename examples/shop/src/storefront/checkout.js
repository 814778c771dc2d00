/** @typedef {import('../pricing/price.js').Line} Line */
/** @typedef {import('../pricing/price.js').Quote} Quote */
/** @typedef {{ order: string, amountCents: number, currency: string }} Charge */

/**
 * What payments is asked for a quote: the contract between the two.
 *
 * @param {string} order
 * @param {Quote} quote
 * @returns {Charge}
 */
export function chargeOf(order, quote) {
  return { order, amountCents: quote.totalCents, currency: quote.currency };
}
