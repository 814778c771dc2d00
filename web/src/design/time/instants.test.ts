import { describe, expect, it } from 'vitest';
import { durationText, elapsedText, exactTime, relativeTime } from './instants';

const now = new Date('2026-11-21T12:00:00Z');
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('times in words', () => {
  it.each([
    [3, 'just now'],
    [50, '1 minute ago'],
    [60 * 59, '59 minutes ago'],
    [3600 * 5, '5 hours ago'],
    [86400, 'yesterday'],
    [86400 * 13, '13 days ago'],
    [86400 * 20, '2 weeks ago'],
    [86400 * 70, '2 months ago'],
    [86400 * 800, '2 years ago'],
    [-7200, 'in 2 hours'],
  ])('%i s before now: %s', (seconds, words) => {
    expect(relativeTime(before(seconds), now)).toBe(words);
  });

  it('says the exact time in the zone asked for', () => {
    expect(exactTime(now, 'Europe/Berlin')).toMatch(/21 Nov(ember)? 2026.*13:00:00/);
  });
});

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [1.25, '1.3 s'],
    [59, '59 s'],
    [60, '1 min'],
    [3599, '1 h'],
    [3900, '1 h 5 min'],
    [86400, '1 d'],
    [86400 * 2 + 3600 * 4, '2 d 4 h'],
    [86400 * 30, '30 d'],
    [-120, '−2 min'],
  ])('%d s: %s', (seconds, words) => {
    expect(durationText(seconds)).toBe(words);
  });
});

describe('a clock that counts on', () => {
  it.each([
    [0, '0:00'],
    [59.9, '0:59'],
    [723, '12:03'],
    [11_523, '3:12:03'],
    [90_061, '1 d 1:01:01'],
    [86_400, '1 d 0:00:00'],
  ])('%d s: %s', (seconds, words) => {
    expect(elapsedText(seconds)).toBe(words);
  });
});
