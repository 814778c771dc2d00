import { DomainError } from '../platform/index.js';

const notFound = (code: string, detail: string): DomainError => new DomainError('not_found', code, detail);

export const unknownRepository = (name: string): DomainError =>
  notFound('unknown_repository', `No service lives in the repository ${name}.`);
export const unknownChange = (id: string): DomainError =>
  notFound('unknown_change', `There is no change ${id} in this repository.`);
export const unknownVerdict = (id: string): DomainError => notFound('unknown_verdict', `There is no verdict ${id}.`);
