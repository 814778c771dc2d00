import { DomainError } from '../../platform/index.js';

export const badCredentials = (): DomainError =>
  new DomainError('unauthenticated', 'bad_credentials', 'E-mail and password do not fit together.');

export const lockedOut = (seconds: number): DomainError =>
  new DomainError(
    'too_many',
    'locked_out',
    `Too many failed attempts; try again in ${seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`}.`,
    undefined,
    seconds,
  );

export const overloaded = (): DomainError =>
  new DomainError('unavailable', 'overloaded', 'Too many people sign in at this moment; try again.');

export const crossSite = (): DomainError =>
  new DomainError('forbidden', 'cross_site', 'A session may change something only from a page of this site.');

export const alreadySetUp = (): DomainError =>
  new DomainError('conflict', 'already_set_up', 'Somebody can sign in already; ask an admin for an invitation.');

export const badAdminToken = (): DomainError =>
  new DomainError('unauthenticated', 'bad_token', 'This is not the admin token that the start printed.');

export const badInvitation = (): DomainError =>
  new DomainError(
    'unauthenticated',
    'bad_invitation',
    'This invitation was used, has expired or was replaced by another; ask an admin for a new one.',
  );

export const notInvitable = (person: string): DomainError =>
  new DomainError('conflict', 'not_invitable', `${person} is inactive or has no role; give one first.`);

export const notOwnPassword = (): DomainError =>
  new DomainError('forbidden', 'not_own_password', 'A password is changed by the person who signed in with it.');
