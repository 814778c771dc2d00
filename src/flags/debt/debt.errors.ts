import { DomainError } from '../../platform/index.js';
import type { WaiverState } from '../domain/waiver.js';

export const unknownWaiver = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_waiver', `There is no waiver ${id}.`);

export const ownWaiver = (): DomainError =>
  new DomainError('forbidden', 'own_waiver', 'A waiver is approved by another person than whoever asked for it.');

export const approverIsNoPerson = (): DomainError =>
  new DomainError(
    'forbidden',
    'not_a_person',
    'A waiver is approved by a person: sign in, or use a token of a person.',
  );

export const waiverNotRequested = (state: WaiverState): DomainError =>
  new DomainError('conflict', `waiver_${state}`, `The waiver is ${state}: only one that is requested can be approved.`);

export const baselineExists = (service: string): DomainError =>
  new DomainError(
    'conflict',
    'baseline_exists',
    `The debt of "${service}" was admitted already; from then on its number only falls.`,
  );

export const noBaseline = (service: string): DomainError =>
  new DomainError('not_found', 'no_baseline', `No debt of "${service}" was admitted.`);
