import { DomainError } from '../platform/index.js';
import type { Refused } from './domain/postmortem.js';

export const unknownPostmortem = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_postmortem', `There is no postmortem ${id}.`);

export const unknownAction = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_action', `There is no action ${id}.`);

export const unknownIncident = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_incident', `There is no incident ${id}.`);

export const refusedBy = ({ refused, code, detail }: Refused): DomainError => new DomainError(refused, code, detail);
