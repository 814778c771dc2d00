import { describe, expect, it } from 'vitest';
import { readEvent } from './events-v2.js';

const KEY = '0123456789abcdef0123456789abcdef';
const event = (over: object = {}, payload: object = {}) => ({
  routing_key: KEY,
  event_action: 'trigger',
  dedup_key: 'disk/web-1',
  payload: { summary: 'Disk is full', source: 'web-1', severity: 'error', ...payload },
  ...over,
});
const read = (body: unknown) => readEvent(body, () => 'made');

describe('an event that triggers', () => {
  it('tells title, severity and key, and keeps the rest', () => {
    expect(read(event({ client: 'Sensu', links: [{ href: 'https://a.example', text: 'A' }] }))).toEqual({
      routingKey: KEY,
      signal: {
        kind: 'trigger',
        dedupKey: 'disk/web-1',
        title: 'Disk is full',
        severity: 'sev2',
        startedAt: null,
        details: {
          payload: { summary: 'Disk is full', source: 'web-1', severity: 'error' },
          client: 'Sensu',
          links: [{ href: 'https://a.example', text: 'A' }],
        },
      },
    });
  });
  it('gets a key when it brings none, or an empty one', () => {
    expect(read(event({ dedup_key: undefined }))).toMatchObject({ signal: { dedupKey: 'made' } });
    expect(read(event({ dedup_key: null }))).toMatchObject({ signal: { dedupKey: 'made' } });
    expect(read(event({ dedup_key: '' }))).toMatchObject({ signal: { dedupKey: 'made' } });
  });
  it('may use all 1,024 characters of a summary and 255 of a key', () => {
    expect(read(event({ dedup_key: '😀'.repeat(255) }, { summary: 'x'.repeat(1024) }))).toHaveProperty('signal');
  });
});

describe('an event that needs its key', () => {
  it.each(['acknowledge', 'resolve'])('%s reads it, and needs no payload', (action) => {
    expect(read({ routing_key: KEY, event_action: action, dedup_key: 'k' })).toMatchObject({
      signal: { kind: action, dedupKey: 'k' },
    });
    expect(read({ routing_key: KEY, event_action: action })).toEqual({
      errors: [`'dedup_key' is missing or blank, and '${action}' needs it`],
    });
  });
});

describe('a broken event', () => {
  it.each<[string, unknown, number]>([
    ['no object', 'hello', 1],
    ['a list', [], 1],
    ['nothing', undefined, 1],
    ['empty', {}, 2],
    ['an unknown action', event({ event_action: 'explode' }), 1],
    ['a key of another type', event({ dedup_key: 7 }), 1],
    ['a key too long', event({ dedup_key: 'x'.repeat(256) }), 1],
    ['a summary too long', event({}, { summary: 'x'.repeat(1025) }), 1],
    ['a blank source', event({}, { source: ' ' }), 1],
    ['an unknown severity', event({}, { severity: 'high' }), 1],
    ['an action that is a property of every object', event({ event_action: 'constructor' }), 1],
    ['no payload', event({ payload: undefined }), 1],
    ['a payload that is a text', event({ payload: 'down' }), 1],
    ['an empty payload', { ...event(), payload: {} }, 3],
  ])('%s: says all that is wrong', (_, body, faults) => {
    const result = read(body);
    expect(result).toHaveProperty('errors');
    expect('errors' in result && result.errors).toHaveLength(faults);
  });
});
