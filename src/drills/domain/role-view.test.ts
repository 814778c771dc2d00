import { describe, expect, it } from 'vitest';
import { knowsInjects, shownInjects, shownScenario, shownSteps } from './role-view.js';
import { aRun, aScenario } from './run.fixture.js';
import { ROLES } from './scenario.js';
import { signalsOf } from './signals.js';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 21, 9, 0, seconds));
const iso = (seconds: number): string => at(seconds).toISOString();
const later = { id: 'worse', title: 'It gets worse', atSeconds: 90, does: { kind: 'act' as const, detail: 'x' } };
const scenario = aScenario({ injects: [...aScenario().injects, later] });
const fired = [{ inject: 'release', at: iso(35) }];

describe('what a role is shown', () => {
  it.each([
    [false, 'running', ['facilitator', 'responder', 'observer']],
    [true, 'running', ['facilitator']],
    [true, 'planned', ['facilitator']],
    [true, 'finished', ['facilitator', 'responder', 'observer']],
  ] as const)('beforehand (surprise %s, %s)', (surprise, state, knowing) => {
    expect(ROLES.filter((role) => knowsInjects({ surprise, state }, role))).toEqual(knowing);
  });

  it('of a surprise: what happened, and what it is asked to do', () => {
    const run = aRun({ scenario, surprise: true, state: 'running', startedAt: at(0) });
    const seen = shownScenario(run, 'responder', fired);
    expect(seen.injects.map(({ id }) => id)).toEqual(['release']);
    expect(seen.signals.map(({ id }) => id)).toEqual(['paged']);
    expect(seen).toMatchObject({ flag: null, cleanup: [], description: '', roles: { facilitator: '' } });
    expect(seen.roles.responder).toBe('You are on call.');
    expect(shownScenario(run, 'responder', []).signals).toEqual([]);
    expect(shownScenario(run, 'facilitator', [])).toBe(scenario);
  });

  it('are its own steps, and all of them to whoever leads', () => {
    expect(shownSteps(scenario, 'responder').map(({ id }) => id)).toEqual(['kill']);
    expect(shownSteps(scenario, 'facilitator')).toHaveLength(2);
  });

  it('are injects with their times, pushed back by a pause', () => {
    const run = aRun({ scenario, startedAt: at(0), pauses: [{ from: at(40), to: at(50) }] });
    expect(shownInjects(run, scenario, fired)).toMatchObject([
      { id: 'release', plannedAt: at(30), firedAt: at(35) },
      { id: 'worse', plannedAt: at(100), firedAt: null },
    ]);
    expect(shownInjects(aRun({ scenario }), scenario, [])[0]?.plannedAt).toBeNull();
  });
});

describe('an expected signal', () => {
  const run = aRun({ startedAt: at(0), pauses: [{ from: at(40), to: at(50) }] });
  const stand = (injects: typeof fired, pages: number[], now: number) =>
    signalsOf(
      run,
      injects,
      { pages: pages.map((page) => ({ at: iso(page), acknowledgedAt: null })), incident: null },
      at(now),
    )[0];

  it.each([
    ['not_yet', [], [40], 60],
    ['awaited', fired, [], 60],
    ['awaited', fired, [20], 60],
    ['seen', fired, [20, 100], 200],
    ['late', fired, [106], 200],
    ['overdue', fired, [], 106],
  ] as const)('is %s', (state, injects, pages, now) => {
    expect(stand([...injects], [...pages], now)?.state).toBe(state);
  });

  it('is due so long after its inject, pauses not counted', () => {
    expect(stand(fired, [100], 200)).toMatchObject({ dueAt: at(105), seenAt: at(100) });
  });

  it.each([
    ['alert', 41],
    ['incident', 42],
    ['acknowledged', 43],
    ['mitigated', 44],
    ['restored', 45],
  ] as const)('%s is seen by the incident', (signal, seconds) => {
    const incident = {
      detectedAt: iso(41),
      declaredAt: iso(42),
      acknowledgedAt: iso(43),
      mitigatedAt: iso(44),
      restoredAt: iso(45),
    };
    const asked = aRun({
      startedAt: at(0),
      scenario: aScenario({ signals: [{ id: 's', title: 's', after: 'release', withinSeconds: 60, signal }] }),
    });
    expect(signalsOf(asked, fired, { pages: [], incident }, at(60))[0]?.seenAt).toEqual(at(seconds));
  });
});
