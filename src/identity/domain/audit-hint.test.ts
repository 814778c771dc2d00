import { describe, expect, it } from 'vitest';
import { hintOf } from './audit-hint.js';

describe('the hint of an audited act', () => {
  it.each([
    ['flag.kill', 'flag:checkout-new', { topic: 'flags', key: 'checkout-new' }],
    ['incident.restore', 'incident:ops:17', { topic: 'incidents', key: 'ops:17' }],
    ['person.change', 'person:ada', { topic: 'people', key: 'ada' }],
    ['dora.link', 'incident:17', { topic: 'dora' }],
    ['governor.override', 'service:checkout', { topic: 'verdicts' }],
    ['override.remove', 'schedule:payments', { topic: 'on-call' }],
    ['moon.rise', 'moon:1', null],
  ])('%s of %s', (action, subject, hint) => {
    expect(hintOf(action, subject)).toEqual(hint);
  });
});
