import { describe, expect, it } from 'vitest';
import { faultsOf, keyIn, lineAt } from './faults';

describe('faults of a scenario', () => {
  it('have their line, where the server names one', () => {
    const field = { field: 'limits', code: 'missing' };
    expect(faultsOf([{ ...field, detail: 'line 12: must have limits' }])).toEqual([
      { line: 12, field: 'limits', detail: 'must have limits' },
    ]);
    expect(faultsOf([{ ...field, detail: 'must be text' }])[0]).toMatchObject({ line: null, detail: 'must be text' });
  });

  it('finds the key that a scenario gives itself', () => {
    expect(keyIn('# ours\nscenario: checkout-pricing # the first\ntitle: x')).toBe('checkout-pricing');
    expect(keyIn('scenario: "a.b"')).toBe('a.b');
    expect(keyIn('title: scenario: no')).toBeNull();
  });

  it('finds a line in the text', () => {
    expect(lineAt('ab\ncde\nf', 2)).toEqual({ start: 3, end: 6 });
    expect(lineAt('ab', 1)).toEqual({ start: 0, end: 2 });
  });
});
