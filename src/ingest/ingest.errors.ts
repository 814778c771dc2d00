import { DomainError, invalidField } from '../platform/index.js';

export const noFacts = (): DomainError =>
  invalidField('facts', 'missing', 'The body must be {"facts": [...]}, or lines of application/x-ndjson.');

export const tooManyFacts = (limit: number): DomainError =>
  invalidField('facts', 'too_many', `At most ${limit} facts in one JSON body; send more as application/x-ndjson.`);

export const unknownField = (field: string): DomainError =>
  invalidField(field, 'unknown_field', 'is not a field of this request');

export const streamBrokenOff = (): DomainError =>
  new DomainError('unreadable', 'broken_off', 'The stream broke off; the batches before were kept.');

export const unknownChange = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_change', `There is no change '${id}'.`);

export const unknownReceipt = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_receipt', `There is no receipt '${id}'.`);

export const receiptInWork = (id: string): DomainError =>
  new DomainError('conflict', 'receipt_in_work', `Receipt ${id} waits to be processed already.`);

export const noWebhookSecret = (): DomainError =>
  new DomainError(
    'unavailable',
    'no_webhook_secret',
    'To receive webhooks of GitHub, set their secret: under Settings, by PUT /api/v1/integrations/github, or as LOOP_GITHUB_WEBHOOK_SECRET.',
  );

export const unreadableWebhookSecret = (): DomainError =>
  new DomainError(
    'unavailable',
    'webhook_secret_unreadable',
    'The stored secret of the webhooks of GitHub cannot be read with this LOOP_SECRET_KEY: set it again, or put the right key back.',
  );

export const noSecretKey = (): DomainError =>
  new DomainError(
    'conflict',
    'no_secret_key',
    'There is no key to encrypt it with: give every process the same LOOP_SECRET_KEY (openssl rand -base64 32), or set LOOP_GITHUB_WEBHOOK_SECRET instead.',
  );

export const badSignature = (): DomainError =>
  new DomainError('unauthenticated', 'bad_signature', 'X-Hub-Signature-256 is missing or does not fit the body.');

export const missingHeader = (name: string): DomainError =>
  new DomainError('unreadable', 'missing_header', `The header ${name} is missing or malformed.`);

export const unreadablePayload = (detail: string): DomainError =>
  new DomainError('unreadable', 'unreadable_body', detail);
