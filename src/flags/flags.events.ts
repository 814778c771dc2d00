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
}

export const FlagFlipped = defineEvent<FlipPayload>('flags.flag-flipped');

/** Somebody wants the removal ticket of a flag opened in the tracker. */
export const RemovalTicketWanted = defineEvent<{ flag: string }>('flags.removal-ticket-wanted');
