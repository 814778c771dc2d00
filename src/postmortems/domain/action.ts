import type { Waiting } from './action-state.js';

export const ACTION_KINDS = ['test', 'contract', 'flag_default', 'monitoring', 'other'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

export const ACTION_STATES = ['open', 'done'] as const;

/** Something to do so that an incident does not come again. Its state follows from the change that is linked to it. */
export interface Action {
  id: string;
  postmortem: string;
  incident: string;
  service: string;
  title: string;
  kind: ActionKind;
  ownerTeam: string | null;
  ownerPerson: string | null;
  dueAt: Date;
  ticket: string | null;
  state: (typeof ACTION_STATES)[number];
  waiting: Waiting | null;
  change: string | null;
  linkedAt: Date | null;
  doneAt: Date | null;
  createdAt: Date;
  createdBy: string;
}
