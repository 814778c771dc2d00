/** YYYYMMDDhhmmss of an instant in UTC as a number, which grows with time. */
export function digitsOf(instant: Date): number {
  return Number(instant.toISOString().replace(/\D/g, '').slice(0, 14));
}

const SHAPE = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z)?$/;

/** Reads a date (`2026-11-21`, its first second) or an instant in UTC with whole seconds; null: neither, or not of 1900 to 2199. */
export function readInstant(text: string): Date | null {
  const match = SHAPE.exec(text);
  if (match === null || !/^(19|20|21)/.test(text) || (match[6] !== undefined && /[^.0]/.test(match[6]))) return null;
  const instant = new Date(text);
  // 31 February becomes a day of March.
  const isDay = !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === text.slice(0, 10);
  return isDay ? instant : null;
}
