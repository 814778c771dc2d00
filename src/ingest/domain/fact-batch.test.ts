import { describe, expect, it } from 'vitest';
import { foldBatch } from './fact-batch.js';
import { prepareFact } from './fact-rows.js';
import type { CheckFact, DeploymentFact, Fact } from './facts.js';

const deployment = (more: Partial<DeploymentFact> = {}): DeploymentFact => ({
  kind: 'deployment',
  id: 'd1',
  service: 'shop',
  environment: 'production',
  status: 'success',
  finishedAt: '2026-03-01T10:00:00Z',
  ...more,
});
const check = (more: Partial<CheckFact> = {}): CheckFact => ({
  kind: 'check',
  id: 'c1',
  repository: 'acme/shop',
  sha: 'a',
  name: 'unit',
  ...more,
});
const fold = (...facts: Fact[]): ReturnType<typeof foldBatch> => foldBatch(facts.map(prepareFact));

describe('facts of one batch', () => {
  it('with the same id: the last one stays, the others count as replaced', () => {
    const { facts, replaced, unchanged } = fold(
      check({ name: 'one' }),
      check({ name: 'two' }),
      check({ name: 'three' }),
    );
    expect(facts.map((fact) => fact.row['name'])).toEqual(['three']);
    expect({ replaced, unchanged }).toEqual({ replaced: 2, unchanged: 0 });
  });

  it('that are equal count as unchanged, however their times are spelled', () => {
    const { facts, unchanged } = fold(deployment(), deployment({ finishedAt: '2026-03-01T12:00:00.000+02:00' }));
    expect(facts).toHaveLength(1);
    expect(unchanged).toBe(1);
  });

  it('do not undo a success, nor move its finish', () => {
    const { facts, unchanged } = fold(
      deployment({ status: 'in_progress', finishedAt: null, startedAt: '2026-03-01T09:00:00Z' }),
      deployment(),
      deployment({ status: 'failure', finishedAt: '2026-03-01T11:00:00Z' }),
      deployment({ status: 'in_progress', finishedAt: null }),
    );
    expect(facts[0]?.row).toMatchObject({ status: 'success', finished_at: '2026-03-01T10:00:00.000Z' });
    expect(unchanged).toBe(2);
  });

  it('let no older attempt of a check replace a newer one', () => {
    const { facts } = fold(check({ attempt: 2, conclusion: 'success' }), check({ conclusion: 'failure' }));
    expect(facts[0]?.row).toMatchObject({ attempt: 2, conclusion: 'success' });
  });

  it('of different kinds or repositories do not meet though their ids are equal', () => {
    const commit = {
      kind: 'commit',
      id: 'x',
      authoredAt: '2026-03-01T10:00:00Z',
      committedAt: '2026-03-01T10:00:00Z',
    } as const;
    const { facts } = fold(
      { ...commit, repository: 'acme/shop' },
      { ...commit, repository: 'acme/cart' },
      deployment({ id: 'x' }),
      check({ id: 'x' }),
    );
    expect(facts).toHaveLength(4);
  });

  it('come out in one order whatever the order they came in', () => {
    const keys = (...facts: Fact[]): string[] => fold(...facts).facts.map((fact) => fact.key);
    expect(keys(deployment({ id: 'b' }), deployment({ id: 'a' }))).toEqual(
      keys(deployment({ id: 'a' }), deployment({ id: 'b' })),
    );
  });
});

describe('a stored row', () => {
  it('has a success finish at its start where no finish is told', () => {
    const { row } = prepareFact(deployment({ finishedAt: null, startedAt: '2026-03-01T09:00:00Z' }));
    expect(row['finished_at']).toBe('2026-03-01T09:00:00.000Z');
  });

  it('has no finish where neither is told or it is no success', () => {
    expect(prepareFact(deployment({ finishedAt: null })).row['finished_at']).toBeNull();
    const failed = prepareFact(deployment({ status: 'failure', finishedAt: null, startedAt: '2026-03-01T09:00:00Z' }));
    expect(failed.row['finished_at']).toBeNull();
  });

  it('keeps ids apart by their case', () => {
    expect(fold(check({ id: 'A' }), check({ id: 'a' })).facts).toHaveLength(2);
  });
});
