/** So many failures within the window lock a subject until the oldest of them has left the window. */
export interface LockOut {
  readonly failures: number;
  readonly windowMs: number;
}

const WINDOW_MS = 15 * 60_000;

/** One e-mail: enough for a person who mistypes, too few for guessing. */
export const OF_EMAIL: LockOut = { failures: 10, windowMs: WINDOW_MS };
/** One address, behind which an office may sit. */
export const OF_ADDRESS: LockOut = { failures: 50, windowMs: WINDOW_MS };

/** Until when a subject with these failures is locked; null: it is not. */
export function lockedUntil(failures: readonly Date[], rule: LockOut, now: Date): Date | null {
  const recent = failures
    .map((at) => at.getTime())
    .filter((at) => at > now.getTime() - rule.windowMs)
    .toSorted((a, b) => b - a);
  const oldest = recent[rule.failures - 1];
  return oldest === undefined ? null : new Date(oldest + rule.windowMs);
}

/** What counts as one address: an IPv6 user has a whole /64 to choose from. */
export function networkOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1];
  if (v4 !== undefined) return v4;
  if (!address.includes(':')) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const left = head.split(':').filter((group) => group !== '');
  const right = (tail ?? '').split(':').filter((group) => group !== '');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...right];
  const prefix = groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${prefix.join(':')}::/64`;
}
