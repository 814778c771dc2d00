import { DomainError } from '../../platform/index.js';

export const unknownSnapshot = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_snapshot', `There is no snapshot ${id}.`);

export const badCursor = (): DomainError =>
  new DomainError('unreadable', 'bad_cursor', 'The cursor is not one that this list gave.');
