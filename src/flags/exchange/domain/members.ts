import type { FieldError } from '../../../platform/index.js';
import { variantFaults } from '../../domain/variants.js';
import type { FlagValue } from '../../domain/flag.js';
import type { IncomingFlag, IncomingItem } from './incoming.js';

/** The members of a JSON object that came from outside. */
export type Members = Record<string, unknown>;

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function membersOf(value: unknown): Members {
  return isMembers(value) ? value : {};
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** Any value in words; `none` for one that is not there. */
export function wordOf(value: unknown, none = ''): string {
  if (value === undefined || value === null) return none;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Values of a list in words. */
export function wordsOf(value: unknown): string {
  return listOf(value)
    .map((each) => wordOf(each))
    .join(', ');
}

const FLAG_KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** What a reader gives of one flag: its variants are not judged yet. */
export type Draft = Omit<IncomingFlag, 'variants'> & { variants: Record<string, unknown> };

/** The flag, or what keeps it from being one. `at` is its place in the document. */
export function itemOf(at: string, draft: Draft): IncomingItem {
  const faults: FieldError[] = [];
  if (!FLAG_KEY.test(draft.key))
    faults.push({
      field: 'key',
      code: 'bad_key',
      detail:
        'must begin with a letter or digit and hold only letters, digits, ".", "_" and "-", at most 100 characters',
    });
  if (!isStorable([draft.name, draft.description, draft.variants]))
    faults.push({
      field: 'text',
      code: 'unstorable_text',
      detail: 'holds a NUL character or half of a surrogate pair',
    });
  const { variants } = draft;
  faults.push(...variantFaults(variants, draft.defaultVariant, draft.offVariant));
  if (faults.length > 0 || !areValues(variants)) return broken(at, draft.key, faults);
  const name = cut(draft.name, 200);
  const description = draft.description === null ? null : cut(draft.description, 5_000);
  return { at, flag: { ...draft, name, description, variants } };
}

/** At most so long, and no half of a surrogate pair at the end. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

export function broken(at: string, key: unknown, faults: FieldError[]): IncomingItem {
  return { at, broken: { key: typeof key === 'string' ? key.slice(0, 200) : null, faults } };
}

/** Reads one flag; what it throws is told of that flag alone. */
export function reading(at: string, key: unknown, read: () => IncomingItem): IncomingItem {
  try {
    return read();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return broken(at, key, [{ field: at, code: 'unreadable', detail }]);
  }
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\u0000') && value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, each]) => isStorable(key) && isStorable(each));
}

/** `variantFaults` found nothing: every value is one that a variant may hold. */
function areValues(variants: Record<string, unknown>): variants is Record<string, FlagValue> {
  return Object.values(variants).every((value) => value !== null && value !== undefined && !Array.isArray(value));
}
