import { createHmac, timingSafeEqual } from 'node:crypto';

const FORM = /^sha256=([0-9a-f]{64})$/;

/** Whether `X-Hub-Signature-256` is the HMAC-SHA256 of the raw body under the secret, compared in constant time. */
export function isSigned(body: Buffer, header: string | undefined, secret: string): boolean {
  const [, given] = FORM.exec(header ?? '') ?? [];
  return given !== undefined && timingSafeEqual(Buffer.from(given, 'hex'), digest(body, secret));
}

/** The `X-Hub-Signature-256` of a raw body. */
export function signatureOf(body: Buffer, secret: string): string {
  return `sha256=${digest(body, secret).toString('hex')}`;
}

function digest(body: Buffer, secret: string): Buffer {
  return createHmac('sha256', secret).update(body).digest();
}
