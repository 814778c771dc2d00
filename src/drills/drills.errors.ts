import { DomainError, invalidField, invalidFields } from '../platform/index.js';
import type { ScenarioFault } from './domain/parse-scenario.js';
import type { Refused } from './domain/run.js';

export const unknownScenario = (key: string): DomainError =>
  new DomainError('not_found', 'unknown_scenario', `There is no scenario ${key}.`);

export const unknownDrill = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_drill', `There is no drill ${id}.`);

export const unknownInject = (inject: string): DomainError =>
  new DomainError('not_found', 'unknown_inject', `The scenario has no inject ${inject}.`);

/** Every fault with its line. */
export const badScenario = (faults: ScenarioFault[]): DomainError =>
  invalidFields(
    faults.map(({ line, field, code, detail }) => ({
      field: field === '' ? 'yaml' : `yaml.${field}`,
      code,
      detail: `line ${line}: ${detail}`,
    })),
  );

export const refusedBy = ({ code, detail }: Refused): DomainError => new DomainError('conflict', code, detail);

/** `drill`: the one that is in the way, or that found the place taken. */
export const placeTaken = (drill: string): DomainError =>
  new DomainError(
    'conflict',
    'place_taken',
    `One drill at a time runs in a place, for what two of them did could not be told apart: see ${drill}.`,
  );

export const mayNotFlip = (flags: string[]): DomainError =>
  new DomainError(
    'forbidden',
    'flips_not_permitted',
    `The scenario flips ${flags.join(', ')}: whoever starts it must be permitted to do so.`,
  );

export const evidenceClosed = (state: string): DomainError =>
  new DomainError('conflict', `drill_${state}`, `The drill is ${state}: nothing is added to its evidence any more.`);

export const tooMuchEvidence = (most: number): DomainError =>
  new DomainError('too_large', 'too_much_evidence', `A drill keeps ${most} records at most.`);

export const hiddenByHand = (): DomainError =>
  new DomainError(
    'forbidden',
    'surprise_drill',
    'What the facilitator of a surprise drill sees is shown to its facilitator alone.',
  );

export const unknownSchedule = (key: string): DomainError =>
  new DomainError('not_found', 'unknown_drill_schedule', `There is no schedule ${key} of drills.`);

export const badScheduleKey = (): DomainError =>
  invalidField(
    'key',
    'is_key',
    'must begin with a-z or 0-9 and hold only a-z, 0-9, ".", "_" and "-", at most 100 characters',
  );

export const noSecretKey = (): DomainError =>
  new DomainError(
    'conflict',
    'no_secret_key',
    'There is no key to encrypt the key of the drills with: give every process the same LOOP_SECRET_KEY (openssl rand -base64 32).',
  );

export const unreadableDrillKey = (): DomainError =>
  new DomainError(
    'unavailable',
    'drill_key_unreadable',
    'The key of the drills cannot be read with this LOOP_SECRET_KEY: put the right one back.',
  );

export const notEnded = (state: string): DomainError =>
  new DomainError('conflict', `drill_${state}`, `The drill is ${state}: it has a bundle once it has ended.`);
