import { DomainError } from '../platform/index.js';
import type { FlagStage } from './domain/flag.js';
import type { LifecycleStep } from './domain/lifecycle.js';

export const flagNotFound = (key: string): DomainError =>
  new DomainError('not_found', 'unknown_flag', `There is no flag "${key}".`);

export const flagExists = (key: string): DomainError =>
  new DomainError(
    'conflict',
    'flag_exists',
    `There is a flag "${key}" already; keys are unique over the installation.`,
  );

export const flagArchived = (key: string): DomainError =>
  new DomainError('conflict', 'flag_archived', `The flag "${key}" is archived; revive it first.`);

export const environmentNotFound = (flag: string, environment: string): DomainError =>
  new DomainError('not_found', 'unknown_environment', `The service of "${flag}" has no environment "${environment}".`);

export const killForbidden = (key: string): DomainError =>
  new DomainError(
    'forbidden',
    'kill_forbidden',
    `To kill "${key}" needs flags:kill or flags:write, or being on call for its service now.`,
  );

export const dutyNotKnown = (service: string): DomainError =>
  new DomainError(
    'unavailable',
    'on_call_unknown',
    `The database is away and who is on call for "${service}" was not read of late; flags:kill or flags:write is needed.`,
  );

export const journalUnavailable = (why: string): DomainError =>
  new DomainError(
    'unavailable',
    'journal_unavailable',
    `The database is away and the kill could not be written down: ${why}`,
  );

export const stepRefused = (key: string, stage: FlagStage, step: LifecycleStep): DomainError =>
  new DomainError('conflict', `flag_${stage}`, `The flag "${key}" is ${stage}: it cannot ${step}.`);

export const completedOtherwise = (key: string): DomainError =>
  new DomainError(
    'conflict',
    'flag_completed',
    `The flag "${key}" is completed with another outcome; revive it first.`,
  );

export const extensionCapReached = (key: string, cap: number): DomainError =>
  new DomainError(
    'forbidden',
    'extension_cap_reached',
    `The expiry of "${key}" was put off ${cap} times already, which is as often as its kind may: only an admin may do it again.`,
  );

export const notAKillSwitch = (key: string): DomainError =>
  new DomainError('conflict', 'not_a_kill_switch', `The flag "${key}" is no kill switch: it has no drills.`);

export const versionNotFound = (flag: string, environment: string): DomainError =>
  new DomainError('not_found', 'unknown_version', `The rules of "${flag}" in "${environment}" have no such version.`);

export const flagRequired = (key: string, by: { flag: string; environment: string }[]): DomainError =>
  new DomainError(
    'conflict',
    'flag_required',
    `"${key}" is a prerequisite of ${by.map(({ flag, environment }) => `"${flag}" in ${environment}`).join(', ')}.`,
  );

export const segmentNotFound = (key: string): DomainError =>
  new DomainError('not_found', 'unknown_segment', `There is no segment "${key}".`);

export const segmentUsed = (key: string, by: { flag: string; environment: string }[]): DomainError =>
  new DomainError(
    'conflict',
    'segment_used',
    `The segment "${key}" is used by ${by.map(({ flag, environment }) => `"${flag}" in ${environment}`).join(', ')}.`,
  );

/** `by`: the flags that answer by it where a policy covers the environment. */
export const segmentUnderPolicy = (key: string, by: { flag: string; environment: string }[]): DomainError =>
  new DomainError(
    'conflict',
    'segment_under_policy',
    `The segment "${key}" decides what ${by.map(({ flag, environment }) => `"${flag}" in ${environment}`).join(', ')} answers, where changes need approval, so who is in it is not edited. Make another segment and ask for rules that use it: POST /api/v1/flags/{key}/environments/{environment}/change-requests.`,
  );
