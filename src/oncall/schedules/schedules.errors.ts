import { DomainError } from '../../platform/index.js';

export const unknownSchedule = (key: string): DomainError =>
  new DomainError('not_found', 'unknown_schedule', `There is no schedule ${key}.`);

export const unknownOverride = (schedule: string, id: string): DomainError =>
  new DomainError('not_found', 'unknown_override', `The schedule ${schedule} has no override ${id}.`);

export const serviceOrTeam = (): DomainError =>
  new DomainError('unreadable', 'service_or_team', 'Name either a service or a team: ?service= or ?team=');

export const invalidWindow = (): DomainError =>
  new DomainError('unreadable', 'invalid_window', '"from" must be before "to".');
