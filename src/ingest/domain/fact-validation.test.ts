import { describe, expect, it } from 'vitest';
import { FACT_SCHEMAS } from './fact-schemas.js';
import { validateFact } from './fact-validation.js';
import { FACT_KINDS } from './facts.js';

const NOW = Date.UTC(2026, 2, 10, 12);
const change = { kind: 'change', id: 'acme/shop#1', repository: 'acme/shop', openedAt: '2026-03-01T09:00:00Z' };
const deployment = { kind: 'deployment', id: 'd1', service: 'shop', environment: 'production', status: 'success' };
const codeOf = (value: unknown): string => validateFact(value, NOW).rejection?.code ?? 'accepted';

describe('a fact is judged', () => {
  it.each(FACT_KINDS)('and the published example of a %s is taken', (kind) => {
    for (const example of FACT_SCHEMAS[kind]['examples'] as unknown[]) {
      expect(validateFact(example, NOW)).toEqual({ fact: example });
    }
  });

  it.each<[string, unknown, string]>([
    ['no object', [], 'wrong_type'],
    ['null', null, 'wrong_type'],
    ['no kind', { id: 'x' }, 'missing_field'],
    ['a kind that is no text', { kind: 7 }, 'wrong_type'],
    ['a kind nobody knows', { kind: 'release' }, 'unknown_kind'],
    ['a kind from the prototype', { kind: 'constructor' }, 'unknown_kind'],
    ['a needed field that is null', { ...change, openedAt: null }, 'missing_field'],
    ['a field nobody knows', { ...change, colour: 'red' }, 'unknown_field'],
    ['a wrong type', { ...change, title: 5 }, 'wrong_type'],
    ['a wrong value', { ...deployment, status: 'done' }, 'unknown_value'],
    ['a NUL byte', { ...change, title: 'a\0b' }, 'nul_byte'],
    ['a NUL byte in an id', { ...change, id: 'a\0b' }, 'nul_byte'],
    ['half a surrogate pair', { ...change, title: '\ud800' }, 'lone_surrogate'],
    ['a control character in an id', { ...change, id: 'a\nb' }, 'control_character'],
    ['an empty id', { ...change, id: '' }, 'too_short'],
    ['an id of 201 characters', { ...change, id: 'x'.repeat(201) }, 'too_long'],
    ['a service that can be no key', { ...deployment, service: 'Shop!' }, 'wrong_form'],
    ['a day that does not exist', { ...change, openedAt: '2026-02-30T09:00:00Z' }, 'invalid_time'],
    ['a million years ahead', { ...change, openedAt: '+1002026-03-01T09:00:00Z' }, 'invalid_time'],
    ['the year 9999', { ...change, mergedAt: '9999-03-01T09:00:00Z' }, 'time_in_future'],
    [
      'a commit a week ahead',
      { ...change, commits: [{ sha: 'a', authoredAt: '2026-03-17T12:00:00Z' }] },
      'time_in_future',
    ],
    [
      'a finish before its start',
      { ...deployment, startedAt: '2026-03-01T10:00:00Z', finishedAt: '2026-03-01T09:59:59Z' },
      'finish_before_start',
    ],
    [
      'an incident restored before it began',
      {
        kind: 'incident',
        id: 'i',
        service: 'shop',
        startedAt: '2026-03-01T10:00:00Z',
        restoredAt: '2026-03-01T09:00:00Z',
      },
      'finish_before_start',
    ],
    [
      'a check completed before its start',
      {
        kind: 'check',
        id: 'c',
        repository: 'acme/shop',
        sha: 'a',
        name: 'unit',
        startedAt: '2026-03-01T10:00:00Z',
        completedAt: '2026-03-01T09:00:00Z',
      },
      'finish_before_start',
    ],
  ])('with %s', (_, value, code) => {
    expect(codeOf(value)).toBe(code);
  });

  it('as missing where the field is not there at all', () => {
    const { openedAt: _, ...without } = change;
    expect(validateFact(without, NOW).rejection).toEqual({ code: 'missing_field', detail: 'openedAt is missing.' });
  });

  it('with every fault named at once', () => {
    const { detail } = validateFact({ kind: 'change', id: 'x', colour: 1 }, NOW).rejection ?? { detail: '' };
    expect(detail).toContain('repository is missing.');
    expect(detail).toContain('openedAt is missing.');
    expect(detail).toContain('colour is not a known field.');
  });

  it('with the place of a fault inside a list', () => {
    const value = { ...change, commits: [{ sha: 'a', authoredAt: '2026-03-01T09:00:00Z' }, { sha: 'b' }] };
    expect(validateFact(value, NOW).rejection?.detail).toBe('commits[1].authoredAt is missing.');
  });

  it('and kept where it merged before it opened, ends exactly at its start, or is at most a day ahead', () => {
    expect(codeOf({ ...change, mergedAt: '2026-02-01T09:00:00Z' })).toBe('accepted');
    expect(codeOf({ ...deployment, startedAt: '2026-03-01T10:00:00Z', finishedAt: '2026-03-01T10:00:00Z' })).toBe(
      'accepted',
    );
    expect(codeOf({ ...change, openedAt: '2026-03-11T12:00:00Z' })).toBe('accepted');
    expect(codeOf({ ...change, openedAt: '2026-03-11T12:00:01Z' })).toBe('time_in_future');
  });

  it('and kept where optional fields are null', () => {
    expect(codeOf({ ...deployment, sha: null, startedAt: null, changes: null, reason: null })).toBe('accepted');
  });

  it('without falling over deep or odd values', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 50_000; level += 1) deep = [deep];
    expect(codeOf({ ...change, title: deep })).toBe('wrong_type');
    expect(codeOf({ ...change, extra: deep })).toBe('unknown_field');
    expect(codeOf(JSON.parse('{"kind":"change","__proto__":{"x":1}}'))).not.toBe('accepted');
  });
});
