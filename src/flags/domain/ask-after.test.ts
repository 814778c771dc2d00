import { describe, expect, it } from 'vitest';
import { askAt } from './ask-after.js';

const NOW = new Date('2026-11-21T08:00:00Z');

describe('when to ask', () => {
  it.each([
    ['PT2H', '2026-11-21T10:00:00.000Z'],
    ['P1DT30M', '2026-11-22T08:30:00.000Z'],
    ['PT1M', '2026-11-21T08:01:00.000Z'],
    ['P30D', '2026-12-21T08:00:00.000Z'],
    ['2026-11-21T18:00:00+01:00', '2026-11-21T17:00:00.000Z'],
  ])('is after %s %s', (text, at) => {
    expect(askAt(text, NOW)?.toISOString()).toBe(at);
  });

  it.each([
    'PT59S',
    'P31D',
    'P1M',
    'P',
    'PT',
    'soon',
    '2026-11-21T08:00:30Z',
    '2026-11-20T08:00:00Z',
    '2027-06-01T00:00:00Z',
  ])('cannot be %s', (text) => {
    expect(askAt(text, NOW)).toBeNull();
  });
});
