import { describe, expect, it } from 'vitest';
import { instantOfLocal, isLocalTime } from './local-time.js';

describe('a wall time', () => {
  it.each([
    ['2026-11-23T09:00', 'Europe/Berlin', '2026-11-23T08:00:00.000Z', null],
    ['2026-07-01T09:00', 'Europe/Berlin', '2026-07-01T07:00:00.000Z', null],
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z', 'skipped'],
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z', 'repeated'],
    ['2026-10-25T03:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z', null],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z', 'skipped'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z', 'repeated'],
  ])('%s in %s is %s (%s)', (local, timezone, at, clocks) => {
    expect(instantOfLocal(local, timezone)).toEqual({ at: new Date(at), clocks });
  });

  it.each(['2026-02-30T09:00', '2026-11-23', '2026-11-23T25:00', '2026-11-23T09:00Z', 'tomorrow'])(
    'is not %s',
    (text) => {
      expect(isLocalTime(text)).toBe(false);
    },
  );
});
