import { describe, expect, it } from 'vitest';
import { fingerprintOf, instantOf, readDelivery } from './alertmanager.js';

const alert = (over: object = {}) => ({
  status: 'firing',
  labels: { alertname: 'HighLatency', severity: 'critical', instance: 'web-1' },
  annotations: { summary: 'p99 is above 2 s' },
  startsAt: '2026-11-21T09:00:00.123456789+01:00',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus/graph',
  fingerprint: 'c4f9a1b2d3e4f567',
  ...over,
});
const delivery = (alerts: unknown, over: object = {}) => ({
  version: '4',
  groupKey: '{}:{alertname="HighLatency"}',
  status: 'firing',
  receiver: 'loop',
  alerts,
  ...over,
});
const signals = (body: unknown) => {
  const result = readDelivery(body);
  if ('errors' in result) throw new Error(result.errors.join('; '));
  return result.signals;
};

describe('a delivery', () => {
  it('triggers for what fires and resolves what is resolved', () => {
    const resolved = alert({ status: 'resolved', fingerprint: 'b', endsAt: '2026-11-21T08:30:00Z' });
    expect(signals(delivery([alert(), resolved]))).toMatchObject([
      {
        kind: 'trigger',
        dedupKey: 'c4f9a1b2d3e4f567',
        title: 'p99 is above 2 s',
        severity: 'sev1',
        startedAt: new Date('2026-11-21T08:00:00.123Z'),
        details: { groupKey: '{}:{alertname="HighLatency"}', generatorURL: 'http://prometheus/graph' },
      },
      { kind: 'resolve', dedupKey: 'b', endedAt: new Date('2026-11-21T08:30:00Z') },
    ]);
  });
  it('without a summary is named after the alert; an unknown severity is left to the source', () => {
    const [signal] = signals(delivery([alert({ annotations: {}, labels: { alertname: 'Disk', severity: 'page' } })]));
    expect(signal).toMatchObject({ title: 'Disk', severity: null });
  });
  it('without fingerprints is told apart by labels in any order', () => {
    const [a, b] = signals(
      delivery([
        alert({ fingerprint: undefined, labels: { a: '1', b: '2' } }),
        alert({ fingerprint: '', labels: { b: '2', a: '1' } }),
      ]),
    );
    expect(a?.dedupKey).toBe(b?.dedupKey);
    expect(fingerprintOf({ a: '1', b: '3' })).not.toBe(a?.dedupKey);
  });
  it('of Grafana is the same in its own version', () => {
    expect(signals(delivery([alert()], { version: '1', orgId: 1 }))).toHaveLength(1);
  });
  it('may carry no alerts', () => expect(signals(delivery([]))).toEqual([]));
});

describe('a broken delivery', () => {
  it.each<[string, unknown]>([
    ['no object', null],
    ['version 1 of nobody known', delivery([], { version: '1' })],
    ['version 3', delivery([], { version: '3' })],
    ['a version that is a number', delivery([], { version: 4 })],
    ['an unknown status', delivery([], { status: 'pending' })],
    ['alerts that are no list', delivery({})],
    ['an alert that is a text', delivery(['x'])],
    ['an alert of unknown status', delivery([alert({ status: 'suppressed' })])],
    ['labels that are numbers', delivery([alert({ labels: { a: 1 } })])],
    ['no labels', delivery([alert({ labels: undefined })])],
    ['a beginning that is no time', delivery([alert({ startsAt: 'yesterday' })])],
    ['a day that does not exist', delivery([alert({ startsAt: '2026-02-30T00:00:00Z' })])],
    ['no beginning', delivery([alert({ startsAt: undefined })])],
    ['an end that is no time', delivery([alert({ endsAt: 'soon' })])],
  ])('%s is refused', (_, body) => expect(readDelivery(body)).toHaveProperty('errors'));
});

describe('a time', () => {
  it.each([
    ['2026-11-21T09:00:00.999999999Z', '2026-11-21T09:00:00.999Z'],
    ['2026-11-21T09:00:00.5-05:30', '2026-11-21T14:30:00.500Z'],
    ['2026-11-21t09:00:00z', '2026-11-21T09:00:00.000Z'],
  ])('%s', (text, iso) => expect(instantOf(text)?.toISOString()).toBe(iso));
  it('before 1970 is none', () => expect(instantOf('0001-01-01T00:00:00Z')).toBeNull());
});
