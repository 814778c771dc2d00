import { describe, expect, it } from 'vitest';
import {
  after,
  ALERT_STATES,
  decide,
  laterEnding,
  severityOf,
  titleOf,
  TRANSITIONS,
  type AlertState,
  type AlertStep,
  type Signal,
} from './alert.js';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 21, 9, minute));
const trigger = (startedAt: Date | null = null): Signal => ({
  kind: 'trigger',
  dedupKey: 'k',
  title: 'Down',
  severity: null,
  startedAt,
  details: {},
});
const resolve = (startedAt: Date | null = null, endedAt: Date | null = null): Signal => ({
  kind: 'resolve',
  dedupKey: 'k',
  startedAt,
  endedAt,
});

describe('the states of an alert', () => {
  it('are all reached from triggered, and end in resolved', () => {
    const reached = new Set<AlertState>(['triggered']);
    for (const state of reached) for (const next of Object.values(TRANSITIONS[state])) reached.add(next);
    expect([...reached].toSorted()).toEqual(ALERT_STATES.toSorted());
    const ends = ALERT_STATES.filter((state) => Object.keys(TRANSITIONS[state]).length === 0);
    expect(ends).toEqual(['resolved']);
  });

  it.each<[AlertState, AlertStep, AlertState | null]>([
    ['triggered', 'acknowledge', 'acknowledged'],
    ['triggered', 'resolve', 'resolved'],
    ['acknowledged', 'acknowledge', null],
    ['acknowledged', 'resolve', 'resolved'],
    ['resolved', 'acknowledge', null],
    ['resolved', 'resolve', null],
  ])('%s, then %s: %s', (state, step, next) => expect(after(state, step)).toBe(next));
});

describe('a trigger', () => {
  it('opens an alert where none is open', () => expect(decide(trigger(), null, null)).toBe('open'));
  it('is no news while one is open or acknowledged', () => {
    expect(decide(trigger(), { state: 'triggered', startedAt: null }, null)).toBeNull();
    expect(decide(trigger(at(9)), { state: 'acknowledged', startedAt: at(1) }, null)).toBeNull();
  });
  it('opens nothing when its trouble is told to be over already', () => {
    const ending = { startedAt: at(1), endedAt: at(5) };
    expect(decide(trigger(at(1)), null, ending)).toBeNull();
    expect(decide(trigger(at(4)), null, ending)).toBeNull();
    expect(decide(trigger(at(5)), null, ending)).toBe('open');
  });
  it('opens nothing when the ending gave no later time than the beginning', () => {
    expect(decide(trigger(at(1)), null, { startedAt: at(1), endedAt: at(1) })).toBeNull();
  });
  it('without a time opens one whatever ended before', () => {
    expect(decide(trigger(), null, { startedAt: at(1), endedAt: at(5) })).toBe('open');
  });
});

describe('an acknowledgement or ending', () => {
  it('of something unknown does nothing', () => {
    expect(decide({ kind: 'acknowledge', dedupKey: 'k' }, null, null)).toBeNull();
    expect(decide(resolve(), null, null)).toBeNull();
  });
  it('takes its step once', () => {
    expect(decide({ kind: 'acknowledge', dedupKey: 'k' }, { state: 'triggered', startedAt: null }, null)).toBe(
      'acknowledge',
    );
    expect(decide({ kind: 'acknowledge', dedupKey: 'k' }, { state: 'acknowledged', startedAt: null }, null)).toBeNull();
    expect(decide(resolve(at(1), at(5)), { state: 'acknowledged', startedAt: at(1) }, null)).toBe('resolve');
  });
  it('of an older trouble leaves the newer one open', () => {
    expect(decide(resolve(at(1), at(5)), { state: 'triggered', startedAt: at(6) }, null)).toBeNull();
  });
});

describe('endings of one key', () => {
  it('keep the latest times, in whatever order they come', () => {
    const early = { startedAt: at(1), endedAt: at(5) };
    const late = { startedAt: at(7), endedAt: at(9) };
    expect(laterEnding(early, late)).toEqual(late);
    expect(laterEnding(late, early)).toEqual(late);
  });
});

describe('words of others', () => {
  it.each([
    ['critical', 'sev1'],
    ['High', 'sev2'],
    ['error', 'sev2'],
    ['warning', 'sev3'],
    ['info', 'sev4'],
    ['page', null],
    ['constructor', null],
    [undefined, null],
  ])('severity %s is %s', (word, severity) => expect(severityOf(word)).toBe(severity));
  it('become a title of one line that keeps whole characters', () => {
    expect(titleOf(' a\n b ')).toBe('a b');
    expect(titleOf(`${'x'.repeat(1023)}😀`)).toBe('x'.repeat(1023));
  });
});
