import { describe, expect, it } from 'vitest';
import { lockedUntil, networkOf } from './lock-out.js';

const rule = { failures: 3, windowMs: 60_000 };
const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds));

describe('a lock-out', () => {
  it.each([
    ['no failure', [], 0, null],
    ['too few', [0, 1], 2, null],
    ['enough, from the last one on', [0, 10, 20], 20, 60],
    ['in any order', [20, 0, 10], 20, 60],
    ['still at the last instant', [0, 10, 20], 59, 60],
    ['over once the oldest has left the window', [0, 10, 20], 60, null],
    ['by the newest of many', [0, 1, 2, 10, 20, 30], 31, 70],
  ])('%s', (_, failures, now, until) =>
    expect(lockedUntil(failures.map(at), rule, at(now))).toEqual(until === null ? null : at(until)),
  );
});

describe('one address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s is %s', (address, network) => expect(networkOf(address)).toBe(network));
});
