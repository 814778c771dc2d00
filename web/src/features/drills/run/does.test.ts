import { describe, expect, it } from 'vitest';
import { clockText } from '../words';
import { doesText } from './does';

describe('an inject in words', () => {
  it.each([
    [{ kind: 'flip', flag: 'pricing-new', on: true }, 'Turns pricing-new on: done here by firing it'],
    [{ kind: 'flip', flag: 'pricing-new', on: false }, 'Turns pricing-new off: done here by firing it'],
    [{ kind: 'traffic', perSecond: 20 }, '20 requests a second, where the service runs'],
    [{ kind: 'change', change: 'late' }, 'The change late is delivered'],
    [{ kind: 'act', detail: 'Pull the plug' }, 'Pull the plug'],
  ])('%o', (does, words) => {
    expect(doesText(does)).toBe(words);
  });

  it('has its moment on the clock', () => {
    expect([0, 5, 65.9, 3600].map(clockText)).toEqual(['0:00', '0:05', '1:05', '60:00']);
  });
});
