// Prices are whole cents. What a basket costs is never negative and never more than the sum of its lines.

/** @typedef {{ sku: string, quantity: number }} Line */
/** @typedef {{ subtotalCents: number, discountCents: number, totalCents: number, currency: 'EUR' }} Quote */

/** @type {Readonly<Record<string, number>>} */
export const CATALOG = { tea: 450, biscuits: 320, mug: 1_290, teapot: 4_900 };

/** @type {Readonly<Record<string, { percent: number } | { cents: number }>>} */
export const COUPONS = { TEN: { percent: 10 }, FIVE: { cents: 500 } };

export class UnknownItem extends Error {}

/**
 * @param {readonly Line[]} lines
 * @param {string | null} coupon An unknown one gives nothing.
 * @returns {Quote}
 */
export function priceOf(lines, coupon) {
  const subtotalCents = lines.reduce((sum, line) => sum + unitPrice(line.sku) * line.quantity, 0);
  const discountCents = Math.min(subtotalCents, discountOf(subtotalCents, coupon));
  return { subtotalCents, discountCents, totalCents: subtotalCents - discountCents, currency: 'EUR' };
}

/**
 * @param {string} sku
 * @returns {number}
 */
export function unitPrice(sku) {
  const price = Object.hasOwn(CATALOG, sku) ? CATALOG[sku] : undefined;
  if (price === undefined) throw new UnknownItem(`There is no item "${sku}".`);
  return price;
}

/**
 * @param {number} subtotalCents
 * @param {string | null} coupon
 * @returns {number}
 */
function discountOf(subtotalCents, coupon) {
  const rule = coupon !== null && Object.hasOwn(COUPONS, coupon) ? COUPONS[coupon] : undefined;
  if (rule === undefined) return 0;
  return 'percent' in rule ? Math.round((subtotalCents * rule.percent) / 100) : rule.cents;
}
