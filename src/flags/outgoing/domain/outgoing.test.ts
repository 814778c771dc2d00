import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { concerns, pingMessage, type OutgoingMessage } from './outgoing-event.js';
import { nextTry, WAITS } from './retries.js';
import { secretOf, signedHeaders } from './signature.js';
import { slackBodyOf } from './slack-text.js';

const NOW = new Date('2026-11-21T08:00:00Z');

describe('whom an event concerns', () => {
  const interest = { events: ['flip', 'create'], services: ['checkout'], environments: ['production'] };
  it.each([
    ['flip', 'checkout', 'production', true],
    ['kill', 'checkout', 'production', false],
    ['flip', 'search', 'production', false],
    ['flip', 'checkout', 'staging', false],
    ['create', 'checkout', null, true],
  ])('%s of %s in %s: %s', (event, service, environment, expected) => {
    expect(concerns(interest, event, service, environment)).toBe(expected);
    const all = { ...interest, services: null, environments: null };
    expect(concerns(all, event, service, environment)).toBe(event !== 'kill');
  });
});

describe('a signature', () => {
  it('is over id, timestamp and body, with the bytes of the secret', () => {
    const bytes = Buffer.alloc(32, 7);
    const headers = signedHeaders('msg', 1_700_000_000, '{"a":"ü"}', secretOf(bytes));
    const expected = createHmac('sha256', bytes).update('msg.1700000000.{"a":"ü"}').digest('base64');
    expect(headers).toEqual({
      'webhook-id': 'msg',
      'webhook-timestamp': '1700000000',
      'webhook-signature': `v1,${expected}`,
    });
  });
});

describe('tries', () => {
  it('wait longer each time, then end', () => {
    expect(nextTry(1, 500, NOW)?.getTime()).toBe(NOW.getTime() + 5_000);
    expect(nextTry(WAITS.length + 1, 500, NOW)).toBeNull();
    expect(WAITS).toEqual(WAITS.toSorted((a, b) => a - b));
  });

  it('end at once where the receiver is gone for good', () => {
    expect(nextTry(1, 410, NOW)).toBeNull();
    expect(nextTry(1, null, NOW)).not.toBeNull();
  });
});

describe('a message of Slack', () => {
  const message: OutgoingMessage = {
    ...pingMessage('1', NOW.toISOString(), 'ana'),
    type: 'flag.kill',
    flag: { key: 'a', name: 'A', kind: 'release', service: 's', url: 'https://loop.example.com/flags/a' },
    environment: 'production',
    on: false,
    reason: 'errors <b> & more',
  };
  const text = (over: Partial<OutgoingMessage> = {}): string => JSON.parse(slackBodyOf({ ...message, ...over })).text;

  it('says what, where, who and why, with a link, and lets nobody write marks', () => {
    expect(text()).toBe(
      ':octagonal_sign: <https://loop.example.com/flags/a|a> was killed in *production* by ana.\n> errors &lt;b&gt; &amp; more',
    );
    expect(text({ type: 'flag.flip', on: true, reason: null })).toContain('was turned on in *production* by ana.');
    expect(text({ type: 'flag.debt', detail: { rules: ['stale'] } })).toContain('owes ["stale"]');
    expect(text({ type: 'ping', flag: null })).toContain('was tried by ana');
  });
});
