import { DomainError, invalidField } from '../platform/index.js';

export const notAuthenticated = (detail: string): DomainError =>
  new DomainError('unauthenticated', 'not_authenticated', detail);

export const notPermitted = (needed: readonly string[]): DomainError =>
  new DomainError('forbidden', 'not_permitted', `This needs the permission ${needed.join(' or ')}.`);

export const adminsOnly = (field: string): DomainError =>
  new DomainError(
    'forbidden',
    'not_permitted',
    `Only an admin may set or change this (${field}): it decides who may sign in.`,
    [{ field, code: 'admins_only', detail: 'only an admin may set or change it' }],
  );

export const emailTaken = (): DomainError =>
  invalidField('email', 'email_taken', 'belongs to another person who has a role; who signs in is found by e-mail');

export const unknownPerson = (key: string): DomainError =>
  new DomainError('not_found', 'unknown_person', `There is no person ${key}.`);

export const unknownIntegration = (key: string): DomainError =>
  new DomainError('not_found', 'unknown_integration', `There is no integration ${key}.`);

export const unknownToken = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_token', `There is no token ${id}.`);
