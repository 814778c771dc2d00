const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;
const CANONICAL_LENGTH = '2026-01-31T12:00:00.000Z'.length;
const WHOLE_SECONDS_LENGTH = '2026-01-31T12:00:00Z'.length;
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * Milliseconds of an RFC 3339 instant with a real calendar day, in the years 1970 to 9999 (UTC); null for anything else.
 * Digits past the millisecond are cut off.
 */
export function instantOf(text: string): number | null {
  const parts = RFC_3339.exec(text);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = parts;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const atUtc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const back = new Date(atUtc);
  if (back.getUTCDate() !== Number(day) || back.getUTCMonth() !== Number(month) - 1) return null;
  const offset = offsetMinutes(zone ?? 'Z');
  if (offset === null) return null;
  const millis = fraction === undefined ? 0 : Number(fraction.slice(1, 4).padEnd(3, '0'));
  const instant = atUtc + millis - offset * 60_000;
  return instant >= EARLIEST && instant <= LATEST ? instant : null;
}

/** The same instant in the one spelling that is stored and hashed: UTC with milliseconds. The text must be an instant. */
export function canonicalInstant(text: string): string {
  if (text.endsWith('Z') && text[10] === 'T') {
    if (text.length === CANONICAL_LENGTH) return text;
    if (text.length === WHOLE_SECONDS_LENGTH) return `${text.slice(0, -1)}.000Z`;
  }
  const instant = instantOf(text);
  if (instant === null) throw new RangeError(`not an instant: ${text}`);
  return new Date(instant).toISOString();
}

/** The earlier of two canonical instants; null counts as absent. */
export function earlier(one: string | null, other: string | null): string | null {
  if (one === null) return other;
  if (other === null) return one;
  return one <= other ? one : other;
}

function offsetMinutes(zone: string): number | null {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
