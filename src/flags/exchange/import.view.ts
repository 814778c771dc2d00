import type { FieldError } from '../../platform/index.js';
import type { DebtRule } from '../domain/debt.js';
import type { IncomingFlag } from './domain/incoming.js';
import type { ImportStep } from './domain/plan.js';
import type { ImportCounts, ImportedFlagView, ImportOutcome } from './import.contract.js';

const OUTCOMES: Record<ImportStep['do'], ImportOutcome> = {
  create: 'created',
  add: 'added',
  overwrite: 'overwritten',
  leave: 'left_alone',
};

export function viewOfStep(at: string, { key }: IncomingFlag, step: ImportStep, debt: DebtRule[]): ImportedFlagView {
  return {
    key,
    at,
    outcome: OUTCOMES[step.do],
    why: step.do === 'leave' ? step.why : null,
    environments: step.do === 'leave' ? {} : Object.fromEntries([...step.states].map(([key, { on }]) => [key, on])),
    debt,
    losses: step.losses,
    faults: [],
  };
}

export function brokenView(at: string, key: string | null, faults: FieldError[]): ImportedFlagView {
  return { key, at, outcome: 'broken', why: null, environments: {}, debt: [], losses: [], faults };
}

export function countsOf(flags: ImportedFlagView[], ofDocument: number): ImportCounts {
  const count = (outcome: ImportOutcome): number => flags.filter((flag) => flag.outcome === outcome).length;
  return {
    read: flags.length,
    created: count('created'),
    added: count('added'),
    overwritten: count('overwritten'),
    leftAlone: count('left_alone'),
    broken: count('broken'),
    losses: ofDocument + flags.reduce((sum, { losses }) => sum + losses.length, 0),
  };
}
