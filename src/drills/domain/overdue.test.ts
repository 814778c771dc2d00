import { describe, expect, it } from 'vitest';
import { whyFailed, whyMissed } from './overdue.js';
import { aRun } from './run.fixture.js';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 21, 9, 0, seconds));
const quiet = { neededAt: null, acted: false };
const running = aRun({ state: 'running', startedAt: at(0) });

describe('a run that goes on', () => {
  it.each([
    [1800, null],
    [1801, 'It was not finished within 1800 s.'],
  ])('has its time: after %i s', (seconds, reason) => expect(whyFailed(running, quiet, at(seconds))).toBe(reason));

  it('does not age in pauses', () => {
    const paused = { ...running, pauses: [{ from: at(10), to: at(1000) }] };
    expect(whyFailed(paused, quiet, at(2700))).toBeNull();
    expect(
      whyFailed({ ...running, state: 'paused', pauses: [{ from: at(10), to: null }] }, quiet, at(9000)),
    ).toBeNull();
  });

  it.each([
    [100, false, 340, null],
    [100, false, 341, 'The responder did not act'],
    [100, true, 900, null],
  ])('needed at %i, acted: %s, at %i', (needed, acted, now, reason) => {
    const why = whyFailed(running, { neededAt: at(needed), acted }, at(now));
    expect(why?.slice(0, 25) ?? null).toBe(reason);
  });

  it('gives a strict scenario a minute more', () => {
    const { scenario } = running;
    const strict = { ...running, scenario: { ...scenario, limits: { ...scenario.limits, acknowledgeSeconds: 5 } } };
    expect(whyFailed(strict, { neededAt: at(0), acted: false }, at(65))).toBeNull();
    expect(whyFailed(strict, { neededAt: at(0), acted: false }, at(66))).not.toBeNull();
  });
});

describe('a run that was planned', () => {
  it.each([
    [aRun({ scheduledFor: at(0) }), 86_400, false],
    [aRun({ scheduledFor: at(0) }), 86_401, true],
    [aRun({ scheduledFor: at(0), state: 'running' }), 90_000, false],
    [aRun(), 90_000, false],
  ])('is missed a day later', (run, now, missed) => expect(whyMissed(run, at(now)) !== null).toBe(missed));
});
