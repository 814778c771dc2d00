import { DomainError } from '../../platform/index.js';

export const unknownSource = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_alert_source', `There is no alert source ${id}.`);

/** Says nothing of the key: whoever guesses learns nothing. */
export const unknownKey = (): DomainError =>
  new DomainError('not_found', 'unknown_alert_source', 'There is no alert source with this key.');

export const unknownAlert = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_alert', `There is no alert ${id}.`);

/** The body does not have the shape of the protocol. */
export const badDelivery = (faults: string[]): DomainError =>
  new DomainError(
    'unreadable',
    'bad_delivery',
    faults.join('; '),
    faults.map((detail) => ({ field: '', code: 'bad_delivery', detail })),
  );

export const notAResponder = (): DomainError =>
  new DomainError(
    'forbidden',
    'not_permitted',
    'This needs incidents:write or oncall:write, or being on call for the service or paged for the alert.',
  );
