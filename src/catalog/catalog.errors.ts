import { DomainError } from '../platform/index.js';

export const unknownTeam = (key: string): DomainError =>
  new DomainError('not_found', 'unknown_team', `There is no team ${key}.`);

export const unknownService = (key: string): DomainError =>
  new DomainError('not_found', 'unknown_service', `There is no service ${key}.`);

export const unknownEnvironment = (service: string, key: string): DomainError =>
  new DomainError('not_found', 'unknown_environment', `The service ${service} has no environment ${key}.`);
