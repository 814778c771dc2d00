import type { Schemas } from '../../api/client';

export type Flag = Schemas['FlagView'];
export type Kind = Flag['kind'];
export type Stage = Flag['stage'];
export type Debt = Flag['debt'][number];

export const STAGES: readonly Stage[] = ['active', 'completed', 'archived'];

interface KindWords {
  label: string;
  /** What it is for, and what it must bring along. */
  about: string;
  /** Days that it is meant to live; null: without end. */
  days: number | null;
  /** Whether it is born with an end: expiry and removal ticket. */
  ends: boolean;
}

export const KINDS: Record<Kind, KindWords> = {
  release: {
    label: 'Release',
    about: 'Brings something new to users step by step. Needs an expiry and a removal ticket; lives about 40 days.',
    days: 40,
    ends: true,
  },
  experiment: {
    label: 'Experiment',
    about: 'Compares variants. Needs an expiry and a removal ticket; lives about 40 days.',
    days: 40,
    ends: true,
  },
  ops: {
    label: 'Operations',
    about: 'Helps through a change of the system, for a week or so. Expiry and ticket if you like.',
    days: 7,
    ends: false,
  },
  permission: { label: 'Permission', about: 'Opens a feature to some users, for good.', days: null, ends: false },
  kill_switch: {
    label: 'Kill switch',
    about: 'Turns a costly or fragile part off in trouble, for good.',
    days: null,
    ends: false,
  },
};

interface DebtWords {
  label: string;
  /** What the rule says of this flag. */
  why: (flag: Flag) => string;
  /** What settles it. */
  todo: string;
  act: 'complete' | 'edit';
}

export const DEBTS: Record<Debt, DebtWords> = {
  expired: {
    label: 'expired',
    why: () => 'It was meant to be gone by now: its expiry has passed.',
    todo: 'Remove it from the code and complete it. Only if it is truly needed longer, set a new expiry.',
    act: 'complete',
  },
  no_owner: {
    label: 'no owner',
    why: ({ owner }) =>
      owner.person === undefined && owner.team === undefined
        ? 'It came in without an owner: nobody answers for it.'
        : owner.person === undefined
          ? `Nobody answers for it: nobody of the team ${owner.team ?? ''} is active.`
          : `Nobody answers for it: ${owner.person} is not active any more.`,
    todo: 'Give it an owner who is still here: a team, better than a person.',
    act: 'edit',
  },
  no_expiry: {
    label: 'no expiry',
    why: ({ kind }) => `It came in without an end: a flag of kind ${KINDS[kind].label} is meant to go.`,
    todo: 'Say until when it is needed.',
    act: 'edit',
  },
  no_removal_ticket: {
    label: 'no ticket',
    why: ({ kind }) =>
      `Nothing reminds anybody to remove it: a flag of kind ${KINDS[kind].label} needs a removal ticket.`,
    todo: 'Write the ticket that removes it, and name it here.',
    act: 'edit',
  },
  stale: {
    label: 'stale',
    why: ({ kind }) =>
      `It is in the same state in every environment, unchanged for more than ${KINDS[kind].days ?? 0} days: it decides nothing any more.`,
    todo: 'Keep or discard what it guards, remove it from the code and complete it.',
    act: 'complete',
  },
};

/** "team:payments" or "person:ana", as the server's filter has it; empty: none. */
export function ownerValue({ owner }: Pick<Flag, 'owner'>): string {
  if (owner.team !== undefined) return `team:${owner.team}`;
  return owner.person === undefined ? '' : `person:${owner.person}`;
}

export function ownerBody(value: string): Flag['owner'] {
  const [kind, ...rest] = value.split(':');
  const key = rest.join(':');
  return kind === 'team' ? { team: key } : kind === 'person' ? { person: key } : {};
}

/** "on", "off", or "1 of 2" over the production environments; null: the flag has none. */
export function productionState(flag: Flag, production: readonly string[]): { on: number; of: number } | null {
  const states = production.flatMap((key) => flag.environments[key] ?? []);
  return states.length === 0 ? null : { on: states.filter(({ on }) => on).length, of: states.length };
}
