import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** A secret in the form of the Standard Webhooks specification. */
export function secretOf(bytes: Buffer): string {
  return `${PREFIX}${bytes.toString('base64')}`;
}

/** The headers of Standard Webhooks: HMAC-SHA256 over id, timestamp (seconds) and body. */
export function signedHeaders(id: string, seconds: number, body: string, secret: string): Record<string, string> {
  const key = Buffer.from(secret.replace(PREFIX, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` };
}
