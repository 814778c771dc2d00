import { describe, expect, it } from 'vitest';
import { isTimeZone } from './time-zone.js';

describe('a time zone', () => {
  it.each(['UTC', 'Europe/Berlin', 'europe/berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])('is %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each([
    '',
    '+05:00',
    '-0330',
    '+05',
    '05:00',
    'Z',
    'Mars/Olympus',
    'Europe/Berlin ',
    ' UTC',
    'Europe\u0000/Berlin',
  ])('is not %j', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});
