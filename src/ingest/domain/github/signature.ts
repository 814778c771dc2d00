import { createHmac, timingSafeEqual } from 'node:crypto';

const FORM = /^sha256=([0-9a-f]{64})$/;

/** Whether `X-Hub-Signature-256` is the HMAC-SHA256 of the raw body under the secret, compared in constant time. */
export function isSigned(body: Buffer, header: string | undefined, secret: string): boolean {
  const [, given] = FORM.exec(header ?? '') ?? [];
  if (given === undefined) return false;
  return timingSafeEqual(Buffer.from(given, 'hex'), createHmac('sha256', secret).update(body).digest());
}
