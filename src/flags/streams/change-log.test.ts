import { describe, expect, it } from 'vitest';
import { ChangeLog } from './change-log.js';

describe('what changed since a revision', () => {
  it('is each flag once', () => {
    const log = new ChangeLog(10);
    log.add(11, ['a']);
    log.add(14, ['a', 'b']);
    expect(log.since(10)).toEqual(new Set(['a', 'b']));
    expect(log.since(12)).toEqual(new Set(['a', 'b']));
    expect(log.since(14)).toEqual(new Set());
    expect(log.since(99)).toEqual(new Set());
  });

  it('is told once more to whoever may have seen the revision before a change within it', () => {
    const log = new ChangeLog(10);
    log.add(11, ['a']);
    log.add(11, ['b'], { within: true });
    expect(log.since(10)).toEqual(new Set(['a', 'b']));
    expect(log.since(11)).toEqual(new Set(['b']));
    expect(log.since(12)).toEqual(new Set());
  });

  it('is not known of what other processes alone saw between revisions that came together here', () => {
    const log = new ChangeLog(10);
    log.add(14, ['a'], { after: 11 });
    expect(log.since(11)).toEqual(new Set(['a']));
    expect(log.since(12)).toBeNull();
    expect(log.since(13)).toBeNull();
    expect(log.since(14)).toEqual(new Set());
  });

  it('is not known from before the log began', () => {
    expect(new ChangeLog(10).since(9)).toBeNull();
    expect(new ChangeLog(10).since(10)).toEqual(new Set());
  });

  it('is forgotten after many changes, and never told in part', () => {
    const log = new ChangeLog(0);
    for (let revision = 1; revision <= 600; revision += 1) log.add(revision, [`flag-${revision}`]);
    expect(log.since(99)).toBeNull();
    expect(log.since(100)?.size).toBe(500);
    expect(log.since(599)).toEqual(new Set(['flag-600']));
  });
});
