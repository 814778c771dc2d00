import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../ingest/index.js';
import type { Flip } from '../../flags/index.js';
import { recentChanges } from './recent-change.js';

const minute = (n: number): Date => new Date(Date.UTC(2026, 10, 21, 8, n));

const deployment = (id: string, over: Partial<Deployment> = {}): Deployment => ({
  id,
  service: 'checkout',
  environment: 'production',
  sha: '0123456789abcdef',
  status: 'success',
  startedAt: null,
  finishedAt: minute(1),
  changes: null,
  reason: null,
  url: null,
  drillRun: null,
  ...over,
});

const flip = (id: string, over: Partial<Flip> = {}): Flip => ({
  id,
  flag: 'new-checkout',
  service: 'checkout',
  environment: 'production',
  on: true,
  kill: false,
  at: minute(2),
  reason: null,
  incident: null,
  actor: 'ana',
  external: false,
  ...over,
});

describe('recent changes', () => {
  it('are the newest of both kinds together', () => {
    const found = recentChanges(
      [deployment('d1'), deployment('d3', { finishedAt: minute(3) })],
      [flip('f2'), flip('f0', { at: minute(0) })],
      3,
    );
    expect(found.map(({ id }) => id)).toEqual(['d3', 'f2', 'd1']);
  });

  it.each([
    [deployment('d'), 'Deployed 0123456'],
    [deployment('d', { reason: 'rollback' }), 'Rolled back to 0123456'],
    [deployment('d', { status: 'failure', sha: null }), 'Deploying an unknown commit failed'],
    [deployment('d', { status: 'in_progress', finishedAt: null, startedAt: minute(4) }), 'Deploying 0123456'],
  ])('say what a deployment did', (one, title) => {
    expect(recentChanges([one], [], 1)).toMatchObject([{ kind: 'deployment', title }]);
  });

  it('say what a flip did', () => {
    expect(recentChanges([], [flip('f')], 1)).toMatchObject([{ title: 'new-checkout switched on', on: true }]);
    expect(recentChanges([], [flip('f', { on: false, kill: true })], 1)).toMatchObject([
      { title: 'new-checkout killed' },
    ]);
  });

  it('leave out what has no time', () => {
    expect(recentChanges([deployment('d', { finishedAt: null })], [], 5)).toEqual([]);
  });
});
