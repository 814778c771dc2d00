import { describe, expect, it } from 'vitest';
import {
  elapsedMs,
  hasEnded,
  instantAt,
  isRefused,
  roleOf,
  STATES,
  STEPS,
  take,
  TRANSITIONS,
  type State,
} from './run.js';
import { aRun } from './run.fixture.js';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 21, 9, 0, seconds));

describe('the states of a run', () => {
  it('are all reached from planned, and none is left after the end', () => {
    const reached = new Set<State>(['planned']);
    for (const state of reached) {
      for (const step of STEPS) {
        const next = TRANSITIONS[state][step];
        if (next !== null) reached.add(next);
      }
    }
    expect([...reached].toSorted()).toEqual([...STATES].toSorted());
    for (const state of STATES.filter(hasEnded)) {
      expect(STEPS.filter((step) => ![null, state].includes(TRANSITIONS[state][step]))).toEqual([]);
    }
  });

  it.each(STATES.flatMap((state) => STEPS.map((step) => [state, step] as const)))('%s: %s', (state, step) => {
    const run = aRun({ state, startedAt: at(0) });
    const next = take(run, step, at(9), 'why');
    const expected = TRANSITIONS[state][step];
    const changes = expected !== null && expected !== state;
    expect(isRefused(next) ? next.code : next.state).toBe(expected ?? `drill_${state}`);
    expect(!isRefused(next) && next !== run).toBe(changes);
    expect(changes && !isRefused(next) && next.endedAt !== null).toBe(changes && hasEnded(expected));
  });

  it('keep the instant of the first start, and close a pause at the end', () => {
    const paused = take(aRun({ state: 'running', startedAt: at(0) }), 'pause', at(5));
    if (isRefused(paused)) throw new Error(paused.code);
    const ended = take(paused, 'abort', at(8), 'fire alarm');
    expect(ended).toMatchObject({ startedAt: at(0), reason: 'fire alarm', pauses: [{ from: at(5), to: at(8) }] });
  });
});

describe('the clock of a run', () => {
  const run = aRun({
    startedAt: at(0),
    pauses: [
      { from: at(10), to: at(20) },
      { from: at(30), to: null },
    ],
  });

  it.each([
    [5, 5],
    [15, 10],
    [25, 15],
    [50, 20],
  ])('after %i s shows %i', (wall, shown) => expect(elapsedMs(run, at(wall))).toBe(shown * 1000));

  it.each([
    [5, 5],
    [12, 22],
    [25, 35],
  ])('shows %i after %i s', (shown, wall) => expect(instantAt(run, shown * 1000)).toEqual(at(wall)));

  it('stands before the start and after the end', () => {
    expect(elapsedMs(aRun({ startedAt: null }), at(5))).toBeNull();
    expect(elapsedMs(aRun({ startedAt: at(0), endedAt: at(7) }), at(50))).toBe(7000);
  });
});

describe('what somebody is in a run', () => {
  const run = aRun({ facilitator: 'fay', responder: null, observers: ['oz'], creator: 'fay' });
  it.each([
    ['fay', 'facilitator'],
    ['rex', 'responder'],
    ['oz', 'observer'],
    ['somebody', 'observer'],
    [null, 'observer'],
  ])('%s', (person, role) => expect(roleOf(run, { person, id: person ?? 'token' }, 'rex')).toBe(role));

  it('is facilitator where nobody was named and it made the run', () => {
    const own = aRun({ facilitator: null, creator: 'token-1' });
    expect(roleOf(own, { person: null, id: 'token-1' }, null)).toBe('facilitator');
    expect(roleOf(own, { person: null, id: 'token-2' }, null)).toBe('observer');
  });
});
