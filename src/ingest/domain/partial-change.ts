import type { ChangeFact } from './facts.js';

/**
 * A change as known, completed by one who knows only part of it (git knows no reviews, and no hour of opening): what is
 * known stays, what is missing is filled in.
 */
export function completeChange(known: ChangeFact | null, told: ChangeFact): ChangeFact {
  const { partial: _partial, ...fact } = told;
  if (!known) return fact;
  const missing = Object.entries(fact).filter(([field]) => isMissing(known[field as keyof ChangeFact]));
  return { ...known, ...Object.fromEntries(missing) };
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
