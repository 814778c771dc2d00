import { DomainError, invalidField } from '../platform/index.js';
import type { Refusal } from './domain/incident.js';

export const unknownIncident = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_incident', `There is no incident ${id}.`);

export const notAResponder = (): DomainError =>
  new DomainError('forbidden', 'not_permitted', 'This needs incidents:write, or being on call for the service now.');

export const refusedBy = ({ refused, code, detail, field }: Refusal): DomainError =>
  refused === 'invalid' ? invalidField(field ?? '', code, detail) : new DomainError('conflict', code, detail);
