import { describe, expect, it } from 'vitest';
import { impactOf, recoveryOf, remedial, type IncidentTimes } from './recovery.js';

const MINUTE = 60_000;
const minutes = (n: number): number => n * MINUTE;
const times = (more: Partial<IncidentTimes> = {}): IncidentTimes => ({
  startedAt: 0,
  restoredAt: null,
  resolvedAt: null,
  reopenedAt: null,
  restoredBy: null,
  lastMitigation: null,
  ...more,
});
const off = (at: number) => ({ flag: 'f', at: minutes(at), on: false });
const on = (at: number) => ({ flag: 'f', at: minutes(at), on: true });
const at = (impact: ReturnType<typeof impactOf>, now: number) => recoveryOf([impact], minutes(now), minutes(now));

describe('time to recovery', () => {
  it('ends when somebody says so, however it was done', () => {
    const impact = impactOf(times({ restoredAt: minutes(30), lastMitigation: 'config' }), [off(5)], []);
    expect(at(impact, 31)).toMatchObject({ seconds: 1800, mode: 'config', censored: false });
  });

  it('ends with the flag off long before the fix deploys or the ticket closes', () => {
    const impact = impactOf(times({ resolvedAt: minutes(600) }), [on(-5), off(12)], []);
    expect(at(impact, 700)).toMatchObject({ seconds: 720, mode: 'flag_off' });
  });

  it('waits ten minutes before it believes a flip to off', () => {
    const impact = impactOf(times(), [off(12)], []);
    expect(at(impact, 15)).toMatchObject({ censored: true, seconds: 900 });
    expect(at(impact, 22)).toMatchObject({ censored: false, seconds: 720 });
  });

  it('does not believe one that was taken back within them', () => {
    const impact = impactOf(times(), [off(12), on(15), off(40)], []);
    expect(at(impact, 60)).toMatchObject({ seconds: 2400 });
    expect(at(impactOf(times(), [off(12), on(15)], []), 60)).toMatchObject({ censored: true });
  });

  it('ends with the rollback that held', () => {
    const impact = impactOf(
      times(),
      [],
      [
        { finishedAt: minutes(20), undoneAt: minutes(25), standsSince: null },
        { finishedAt: minutes(40), undoneAt: null, standsSince: null },
      ],
    );
    expect(at(impact, 60)).toMatchObject({ seconds: 2400, mode: 'rollback' });
  });

  it('ends with no rollback of something else', () => {
    const back = (standsSince: number | null) => ({ finishedAt: minutes(90), undoneAt: null, standsSince });
    const cause = { culprits: [minutes(-20)], flip: false };
    expect(remedial([back(minutes(-30)), back(minutes(-20)), back(null)], cause, [])).toEqual([
      back(minutes(-30)),
      back(null),
    ]);
    expect(remedial([back(minutes(-30))], { culprits: [], flip: true }, [on(-5), off(12)])).toEqual([]);
    expect(remedial([back(minutes(-30))], { culprits: [], flip: true }, [on(-5)])).toHaveLength(1);
  });

  it('ends at the resolution where nothing else is known', () => {
    const impact = impactOf(times({ resolvedAt: minutes(90) }), [], []);
    expect(impact.restoredFrom).toBe('resolved');
    expect(at(impact, 100)).toMatchObject({ seconds: 5400, mode: 'other' });
  });

  it('forgets what had helped before it was reopened', () => {
    const impact = impactOf(times({ reopenedAt: minutes(60) }), [off(12)], []);
    expect(at(impact, 100)).toMatchObject({ censored: true });
  });

  it('joins several incidents: first start to last restoration, open while one is', () => {
    const first = impactOf(times({ restoredAt: minutes(10), restoredBy: 'rollback' }), [], []);
    const second = impactOf(times({ startedAt: minutes(5), restoredAt: minutes(50), restoredBy: 'config' }), [], []);
    const open = impactOf(times({ startedAt: minutes(7) }), [], []);
    expect(recoveryOf([first, second], minutes(60), minutes(60))).toMatchObject({ seconds: 3000, mode: 'config' });
    expect(recoveryOf([first, second, open], minutes(60), minutes(60))).toMatchObject({
      seconds: 3600,
      censored: true,
    });
    expect(recoveryOf([], 0, 0)).toBeNull();
  });

  it('stops the clock of an open failure at the end of a window that has passed', () => {
    expect(recoveryOf([impactOf(times(), [], [])], minutes(500), minutes(30))).toMatchObject({ seconds: 1800 });
  });
});
