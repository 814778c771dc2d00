import { defineEvent } from '../platform/index.js';

/**
 * A flag's state in one environment changed, here or (external) in another system.
 * `id` names the flip; an external flip whose fact was corrected is published again under the same id, and the last one counts.
 * `service` is null for an external flag that is not in the inventory. `at` is an ISO instant.
 */
export interface FlipPayload {
  id: string;
  flag: string;
  service: string | null;
  environment: string;
  on: boolean;
  kill: boolean;
  at: string;
  reason: string | null;
  incident: string | null;
  actor: string;
  external: boolean;
  /** The run of a drill that it belongs to. */
  drillRun?: string | null;
}

export const FlagFlipped = defineEvent<FlipPayload>('flags.flag-flipped');

/** Somebody wants the removal ticket of a flag opened in the tracker. */
export const RemovalTicketWanted = defineEvent<{ flag: string }>('flags.removal-ticket-wanted');

/**
 * Something was done to a flag, in the words of its history, or (`debt`) it began to owe something. `id` is that of the entry in
 * the history; `at` an ISO instant.
 */
export interface FlagActPayload {
  id: string;
  flag: string;
  action: string;
  at: string;
  environment: string | null;
  actor: string;
  reason: string | null;
  incident: string | null;
  detail: Record<string, unknown>;
  revision: number | null;
}

export const FlagActed = defineEvent<FlagActPayload>('flags.flag-acted');
