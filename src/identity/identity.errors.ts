import { DomainError } from '../platform/index.js';

export const notAuthenticated = (detail: string): DomainError =>
  new DomainError('unauthenticated', 'not_authenticated', detail);

export const notPermitted = (needed: readonly string[]): DomainError =>
  new DomainError('forbidden', 'not_permitted', `This needs the permission ${needed.join(' or ')}.`);

export const unknownPerson = (key: string): DomainError =>
  new DomainError('not_found', 'unknown_person', `There is no person ${key}.`);

export const unknownToken = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_token', `There is no token ${id}.`);
