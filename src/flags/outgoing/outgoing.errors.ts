import { DomainError } from '../../platform/index.js';

export const outgoingNotFound = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_outgoing_webhook', `There is no outgoing webhook ${id}.`);

export const deliveryNotFound = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_delivery', `There is no delivery ${id}.`);

export const noSecretKey = (): DomainError =>
  new DomainError(
    'conflict',
    'no_secret_key',
    'There is no key to encrypt the address with: give every process the same LOOP_SECRET_KEY (openssl rand -base64 32).',
  );
