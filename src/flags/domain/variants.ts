import type { FieldError } from '../../platform/index.js';
import type { Flag, FlagValue } from './flag.js';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const MOST_VARIANTS = 100;
const MOST_BYTES = 65_536;

export const DEFAULT_VARIANTS: Record<string, FlagValue> = { on: true, off: false };

/** What a flag can answer, what it answers when it is on and no rule says else, and when it is off. */
export type Answers = Pick<Flag, 'variants' | 'defaultVariant' | 'offVariant'>;

export type VariantType = 'boolean' | 'string' | 'number' | 'object';

/** The type of a variant's value, or null for one that no variant may hold (null, a list). */
export function typeOfVariant(value: unknown): VariantType | null {
  if (value === null || Array.isArray(value)) return null;
  const type = typeof value;
  return type === 'boolean' || type === 'string' || type === 'number' || type === 'object' ? type : null;
}

/** Everything that is wrong with a set of variants and the two that are named; empty: nothing. */
export function variantFaults(
  variants: Record<string, unknown>,
  defaultVariant: string,
  offVariant: string,
): FieldError[] {
  const faults: FieldError[] = [];
  const fault = (field: string, code: string, detail: string): void => void faults.push({ field, code, detail });
  const names = Object.keys(variants);
  if (names.length === 0) fault('variants', 'missing', 'must hold at least one variant');
  if (names.length > MOST_VARIANTS) fault('variants', 'too_many', `must hold at most ${MOST_VARIANTS} variants`);
  if (Buffer.byteLength(JSON.stringify(variants)) > MOST_BYTES) {
    fault('variants', 'too_large', `must be at most ${MOST_BYTES} bytes of JSON`);
  }
  let type: VariantType | null = null;
  for (const name of names) {
    const field = `variants.${name}`;
    if (!NAME.test(name)) {
      fault(field, 'bad_name', 'must begin with a letter or digit and hold only letters, digits, ".", "_" and "-"');
    }
    const own = typeOfVariant(variants[name]);
    if (own === null) fault(field, 'bad_type', 'must be a boolean, a string, a number or an object');
    else if (!isFinite(variants[name])) fault(field, 'not_finite', 'holds a number too large to keep');
    else if (type !== null && own !== type) fault(field, 'mixed_types', `must be a ${type} as the variants before it`);
    type ??= own;
  }
  for (const [field, name] of [
    ['defaultVariant', defaultVariant],
    ['offVariant', offVariant],
  ] as const) {
    if (!Object.hasOwn(variants, name)) fault(field, 'unknown_variant', `"${name}" is none of the variants`);
  }
  return faults;
}

function isFinite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isFinite);
  return true;
}
