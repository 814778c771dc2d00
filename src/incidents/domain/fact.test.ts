import { describe, expect, it } from 'vitest';
import { applyFact } from './fact.js';
import { at, declared, killed } from './incident.fixture.js';
import { withMitigation } from './mitigation.js';
import { applyDeployment } from './remedies.js';
import { take } from './steps.js';

const base = {
  kind: 'incident' as const,
  id: 'INC-1',
  service: 'checkout',
  environment: 'production',
  startedAt: at('10:00').toISOString(),
};
const now = at('12:00');

describe('an incident told by facts', () => {
  it('has the state that its times say', () => {
    const restoredAt = at('10:30').toISOString();
    const { incident, entries } = applyFact(null, null, { ...base, restoredAt, restoredBy: 'rollback' }, now);
    expect(incident).toMatchObject({ state: 'restored', restoredBy: 'rollback', source: 'fact' });
    expect(entries.map(({ kind }) => kind)).toEqual(['declared', 'restored']);
  });

  it('keeps what was done here when the fact is told anew', () => {
    const first = applyFact(null, null, base, now).incident;
    const acknowledged = { ...first, acknowledgedAt: at('10:05'), acknowledgedBy: 'ada' };
    const { incident: mitigated } = withMitigation(acknowledged, killed('10:15'));
    const again = applyFact(
      mitigated,
      base,
      { ...base, title: 'Cards fail', resolvedAt: at('11:00').toISOString() },
      now,
    );
    expect(again.incident).toMatchObject({
      title: 'Cards fail',
      state: 'resolved',
      acknowledgedBy: 'ada',
      mitigatedAt: at('10:15'),
      mitigations: [{ flag: 'checkout-new' }],
    });
  });

  it('updates a declared incident of the same id', () => {
    const fact = { ...base, id: 'inc-1', cause: { deployments: ['d1'] }, severity: 'sev1' as const };
    const { incident } = applyFact(declared(), null, fact, now);
    expect(incident).toMatchObject({
      severity: 'sev1',
      title: 'Checkout answers 500',
      cause: { deployments: ['d1'] },
      source: 'declared',
    });
  });

  it('is open again where the source takes its end back', () => {
    const ended = { ...base, restoredAt: at('10:30').toISOString() };
    const first = applyFact(null, null, ended, now).incident;
    const { incident, entries } = applyFact(first, ended, base, at('12:30'));
    expect(incident).toMatchObject({ state: 'declared', restoredAt: null, reopenedAt: at('12:30') });
    expect(entries.map(({ kind }) => kind)).toContain('reopened');
  });

  it('stays reopened where the fact says nothing new about its end', () => {
    const ended = { ...base, restoredAt: at('10:30').toISOString() };
    const first = applyFact(null, null, ended, now).incident;
    const reopened = take(first, { step: 'reopen' }, { now, flipsOn: [] });
    if ('refused' in reopened) throw new Error(reopened.detail);
    const { incident } = applyFact(reopened.incident, ended, { ...ended, title: 'Cards fail' }, now);
    expect(incident).toMatchObject({ state: 'declared', title: 'Cards fail' });
  });
});

describe('deployments beside an incident', () => {
  const rollback = {
    id: 'd2',
    service: 'checkout',
    environment: 'production',
    finishedAt: at('10:20'),
    reason: 'rollback',
    sha: null,
    drillRun: null,
  };

  it('offers a rollback of the same place while the incident lasts', () => {
    expect(applyDeployment(declared(), rollback).entries).toMatchObject([
      { kind: 'deployment', data: { deployment: 'd2' } },
    ]);
  });

  it.each([
    ['before the incident', { finishedAt: at('09:50') }],
    ['of another service', { service: 'search' }],
    ['of another environment', { environment: 'staging' }],
    ['that is a release', { reason: 'release' }],
  ])('offers none %s', (_, over) => {
    expect(applyDeployment(declared(), { ...rollback, ...over }).entries).toEqual([]);
  });

  it('gives a rollback that was named its moment when its fact comes', () => {
    const named = killed('10:40', { by: 'rollback', flag: null, deployment: 'd2', exact: false, flip: null });
    const { incident } = withMitigation(declared(), named);
    const after = applyDeployment(incident, rollback).incident;
    expect(after).toMatchObject({ mitigatedAt: at('10:20'), mitigations: [{ at: at('10:20'), exact: true }] });
    expect(applyDeployment(after, rollback)).toEqual({ incident: after, entries: [] });
  });
});
