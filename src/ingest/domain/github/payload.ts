import { instantOf } from '../instants.js';

/** A payload lacks what its event promises; the text says what. */
export class Untranslatable extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'Untranslatable';
  }
}

const LONGEST_ID = 200;
const LONGEST_TEXT = 10_000;

/**
 * Careful reading of somebody else's JSON. Texts come out storable (no NUL, no half surrogate pairs); what is missing or
 * of another type comes out as null, or is thrown as {@link Untranslatable} by the `need…` methods.
 */
export class Payload {
  private constructor(
    private readonly value: Readonly<Record<string, unknown>>,
    private readonly path: string,
  ) {}

  /** Null for anything but a JSON object. */
  static of(value: unknown, path = ''): Payload | null {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return new Payload(value as Readonly<Record<string, unknown>>, path);
  }

  object(field: string): Payload | null {
    return Payload.of(this.value[field], this.at(field));
  }

  need(field: string): Payload {
    return this.object(field) ?? this.lacks(field, 'an object');
  }

  /** Objects of a list; items of another type are left out. */
  objects(field: string): Payload[] {
    const list = this.value[field];
    if (!Array.isArray(list)) return [];
    return list
      .map((item: unknown, at) => Payload.of(item, `${this.at(field)}[${at}]`))
      .filter((item) => item !== null);
  }

  texts(field: string): string[] {
    const list = this.value[field];
    return Array.isArray(list) ? list.filter((item: unknown) => typeof item === 'string').map(storable) : [];
  }

  text(field: string): string | null {
    const value = this.value[field];
    return typeof value === 'string' && value !== '' ? storable(value).slice(0, LONGEST_TEXT).toWellFormed() : null;
  }

  needText(field: string): string {
    return this.text(field) ?? this.lacks(field, 'a text');
  }

  /** A text that may serve as an opaque identifier: at most 200 characters, none of control. */
  opaque(field: string): string | null {
    const text = this.text(field)
      ?.replace(/\p{Cc}/gu, ' ')
      .slice(0, LONGEST_ID)
      .toWellFormed();
    return text === undefined || text === '' ? null : text;
  }

  needOpaque(field: string): string {
    return this.opaque(field) ?? this.lacks(field, 'a text');
  }

  integer(field: string): number | null {
    const value = this.value[field];
    return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
  }

  needInteger(field: string): number {
    return this.integer(field) ?? this.lacks(field, 'a number');
  }

  flag(field: string): boolean | null {
    const value = this.value[field];
    return typeof value === 'boolean' ? value : null;
  }

  /** Canonical instant of an RFC 3339 text or of seconds since 1970. */
  instant(field: string): string | null {
    const value = this.value[field];
    const millis = typeof value === 'number' ? value * 1000 : typeof value === 'string' ? instantOf(value) : null;
    if (millis === null || !Number.isFinite(millis) || millis < 0 || millis > 8.64e15) return null;
    return new Date(millis).toISOString();
  }

  needInstant(field: string): string {
    return this.instant(field) ?? this.lacks(field, 'an instant');
  }

  has(field: string): boolean {
    return this.value[field] !== undefined;
  }

  private at(field: string): string {
    return this.path === '' ? field : `${this.path}.${field}`;
  }

  private lacks(field: string, what: string): never {
    throw new Untranslatable(`The payload lacks ${this.at(field)} (${what}).`);
  }
}

function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
