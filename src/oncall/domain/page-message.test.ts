import { describe, expect, it } from 'vitest';
import { lineOf, mailTextOf, signatureOf, slackTextOf, targetOf, type PageMessage } from './page-message.js';

const message: PageMessage = {
  id: 'p1',
  alert: 'a1',
  service: 'checkout',
  title: '<!channel> cart & pay',
  severity: 'sev1',
  level: 0,
  person: 'ada',
  triggeredAt: '2026-11-21T09:00:00.000Z',
  acknowledgeUrl: 'https://loop.example.com/api/v1/alerts/a1/acknowledge',
};

describe('a page', () => {
  it('is signed over the bytes of its body', () => {
    // The example of RFC 4231, test case 2.
    expect(signatureOf('what do ya want for nothing?', 'Jefe')).toBe(
      'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });
  it('says in one line what is the matter', () =>
    expect(lineOf(message)).toBe('[sev1] checkout: <!channel> cart & pay'));
  it('tells by mail how to acknowledge', () => expect(mailTextOf(message)).toContain(`POST ${message.acknowledgeUrl}`));
  it('calls nobody in Slack that the title names', () => {
    expect(slackTextOf(message)).toContain('&lt;!channel&gt; cart &amp; pay');
  });
  it('keeps the secret part of an address to itself', () => {
    expect(targetOf('https://user:pw@hooks.example.com:8443/T0/B0/x?y')).toBe('https://hooks.example.com:8443');
  });
});
