import { describe, expect, it } from 'vitest';
import { isRefusal, STATES, stateOf, type Incident, type Outcome, type Refusal, type State } from './incident.js';
import { at, declared, killed } from './incident.fixture.js';
import { applyFlip } from './remedies.js';
import { STEPS, take, TRANSITIONS, type Command, type Step } from './steps.js';

const around = { now: at('11:00'), flipsOn: [] };

function commandOf(step: Step): Command {
  switch (step) {
    case 'acknowledge':
      return { step, by: 'ada', at: at('11:00') };
    case 'mitigate':
      return { step, mitigation: killed('10:30', { by: 'config', flag: null, exact: false, flip: null }) };
    case 'restore':
      return { step, at: null, by: null };
    default:
      return { step };
  }
}

function inState(state: State, acknowledged: boolean): Incident {
  const reached = (s: State): boolean => STATES.indexOf(state) >= STATES.indexOf(s);
  const incident = declared({
    acknowledgedAt: acknowledged ? at('10:05') : null,
    mitigatedAt: reached('mitigated') ? at('10:10') : null,
    restoredAt: reached('restored') ? at('10:20') : null,
    resolvedAt: reached('resolved') ? at('10:40') : null,
  });
  return { ...incident, state: stateOf(incident) };
}

function done(result: Outcome | Refusal): Incident {
  if (isRefusal(result)) throw new Error(result.detail);
  return result.incident;
}

describe('the walk through the states of an incident', () => {
  it.each(STATES.flatMap((state) => STEPS.map((step) => ({ state, step }))))(
    'takes $step from $state only where the table leads',
    ({ state, step }) => {
      for (const acknowledged of state === 'acknowledged' ? [true] : state === 'declared' ? [false] : [true, false]) {
        const incident = inState(state, acknowledged);
        expect(incident.state).toBe(state);
        const result = take(incident, commandOf(step), around);
        const led = isRefusal(result) ? result.refused : result.incident.state;
        expect(TRANSITIONS[state][step] ?? ['conflict', state]).toContain(led);
      }
    },
  );

  it('reaches every state from the first one', () => {
    const reached = new Set<State>(['declared']);
    for (const state of reached)
      for (const step of STEPS) for (const to of TRANSITIONS[state][step] ?? []) reached.add(to);
    expect([...reached].sort()).toEqual([...STATES].sort());
  });

  it('leads back by reopen alone', () => {
    for (const state of STATES) {
      for (const step of STEPS.filter((s) => s !== 'reopen')) {
        for (const to of TRANSITIONS[state][step] ?? []) {
          expect(STATES.indexOf(to)).toBeGreaterThanOrEqual(STATES.indexOf(state));
        }
      }
    }
  });

  it('changes nothing when a step is taken again', () => {
    for (const step of STEPS) {
      const once = done(take(inState('mitigated', false), commandOf(step), around));
      const twice = take(once, commandOf(step), { ...around, now: at('12:00') });
      expect(done(twice)).toBe(once);
    }
  });
});

describe('acknowledging', () => {
  it('keeps the later state and records the first acknowledgement', () => {
    const next = done(take(inState('restored', false), { step: 'acknowledge', by: 'ada', at: at('11:00') }, around));
    expect(next).toMatchObject({ state: 'restored', acknowledgedAt: at('11:00'), acknowledgedBy: 'ada' });
    expect(done(take(next, { step: 'acknowledge', by: 'bob', at: at('12:00') }, around))).toBe(next);
  });

  it('is refused for a resolved incident that nobody acknowledged', () => {
    expect(take(inState('resolved', false), commandOf('acknowledge'), around)).toMatchObject({
      code: 'incident_resolved',
    });
  });
});

describe('restoring', () => {
  const kill = (clock: string, on = false) => ({
    id: `flip-${clock}`,
    flag: 'checkout-new',
    environment: 'production',
    on,
    kill: !on,
    at: at(clock),
    reason: 'errors',
    actor: 'ada',
  });

  it('means now and other where nobody mitigated', () => {
    expect(done(take(declared(), commandOf('restore'), around))).toMatchObject({
      restoredAt: at('11:00'),
      restoredBy: 'other',
    });
  });

  it('means the kill that named the incident', () => {
    const { incident } = applyFlip(declared(), kill('10:15'));
    expect(incident).toMatchObject({ state: 'mitigated', mitigatedAt: at('10:15') });
    expect(done(take(incident, commandOf('restore'), around))).toMatchObject({
      restoredAt: at('10:15'),
      restoredBy: 'flag_off',
      mitigatedAt: at('10:15'),
    });
  });

  it('means now where the flag was turned on after the kill', () => {
    const { incident } = applyFlip(declared(), kill('10:15'));
    const flipsOn = [{ flag: 'checkout-new', environment: 'production', at: at('10:20') }];
    expect(done(take(incident, commandOf('restore'), { ...around, flipsOn }))).toMatchObject({
      restoredAt: at('11:00'),
      restoredBy: 'flag_off',
    });
  });

  it('means the second kill where the flag was on in between', () => {
    const first = applyFlip(declared(), kill('10:15')).incident;
    const { incident } = applyFlip(first, kill('10:30'));
    const flipsOn = [{ flag: 'checkout-new', environment: 'production', at: at('10:20') }];
    expect(done(take(incident, commandOf('restore'), { ...around, flipsOn }))).toMatchObject({
      restoredAt: at('10:30'),
    });
    expect(incident.mitigatedAt).toEqual(at('10:15'));
  });

  it('means now where the incident was reopened after the kill', () => {
    const { incident } = applyFlip(declared(), kill('10:15'));
    const reopened = done(take(incident, { step: 'reopen' }, { ...around, now: at('10:30') }));
    expect(reopened).toMatchObject({ state: 'declared', mitigatedAt: null, reopenedAt: at('10:30') });
    expect(reopened.mitigations).toHaveLength(1);
    expect(done(take(reopened, commandOf('restore'), around)).restoredAt).toEqual(at('11:00'));
  });

  it('takes the word of whoever says when and by what', () => {
    const { incident } = applyFlip(declared(), kill('10:15'));
    const told = take(incident, { step: 'restore', at: at('10:50'), by: 'roll_forward' }, around);
    expect(done(told)).toMatchObject({ restoredAt: at('10:50'), restoredBy: 'roll_forward' });
  });

  it('is refused before the start', () => {
    const told = take(declared(), { step: 'restore', at: at('09:59'), by: null }, around);
    expect(told).toMatchObject({ refused: 'invalid', field: 'at' });
  });

  it('comes with resolve where a kill holds, and else stays unknown', () => {
    const { incident } = applyFlip(declared(), kill('10:15'));
    expect(done(take(incident, { step: 'resolve' }, around))).toMatchObject({
      state: 'resolved',
      restoredAt: at('10:15'),
      restoredBy: 'flag_off',
      resolvedAt: at('11:00'),
    });
    expect(done(take(declared(), { step: 'resolve' }, around))).toMatchObject({ restoredAt: null, restoredBy: null });
  });

  it('is mitigated by a kill once, however often its flip is told', () => {
    const { incident } = applyFlip(declared(), kill('10:15'));
    expect(applyFlip(incident, kill('10:15'))).toEqual({ incident, entries: [] });
  });

  it('only notes a flip to on', () => {
    const present = declared();
    const { incident, entries } = applyFlip(present, kill('10:40', true));
    expect(incident).toBe(present);
    expect(entries).toMatchObject([{ kind: 'flip', data: { on: true, flag: 'checkout-new' } }]);
  });
});
