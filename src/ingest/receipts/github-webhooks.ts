import { Injectable } from '@nestjs/common';
import { isSigned } from '../domain/github/signature.js';
import { badSignature, missingHeader, unreadablePayload } from '../ingest.errors.js';
import { WebhookSecret } from '../webhook-secret/webhook-secret.js';
import { faultOf } from './github-body.js';
import type { WebhookAnswer } from './receipts.contract.js';
import { Receipts } from './receipts.service.js';

const DELIVERY = /^[\x21-\x7e]{1,200}$/;
const EVENT = /^[a-z][a-z0-9_]{0,99}$/;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The door for webhooks of GitHub: whatever is signed and readable becomes a receipt. */
@Injectable()
export class GithubWebhooks {
  constructor(
    private readonly secret: WebhookSecret,
    private readonly receipts: Receipts,
  ) {}

  /** Header names are in lower case; `source` is what the receipt says it came from. */
  async take(raw: Buffer, headers: Headers, source = 'github'): Promise<WebhookAnswer> {
    const secret = await this.secret.current();
    if (!isSigned(raw, textOf(headers['x-hub-signature-256']), secret)) throw badSignature();
    const delivery = textOf(headers['x-github-delivery']);
    if (delivery === undefined || !DELIVERY.test(delivery)) throw missingHeader('X-GitHub-Delivery');
    const event = textOf(headers['x-github-event']);
    if (event === undefined || !EVENT.test(event)) throw missingHeader('X-GitHub-Event');
    const fault = faultOf(raw, textOf(headers['content-type']));
    if (fault !== null) throw unreadablePayload(fault);
    return this.receipts.receive({ source, deliveryId: delivery, event, headers: kept(headers), raw });
  }
}

const KEPT = [
  'content-type',
  'user-agent',
  'x-github-event',
  'x-github-delivery',
  'x-github-hook-id',
  'x-github-enterprise-host',
];

/** The headers worth keeping: never the signature's, nor those of the way here. */
function kept(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    KEPT.flatMap((name) => {
      const value = textOf(headers[name]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function textOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
