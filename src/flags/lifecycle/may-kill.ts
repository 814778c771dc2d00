import { can, type Actor } from '../../identity/index.js';

/** Whether someone may kill flags of a service for which this person is on call now (null: nobody, or not asked yet). */
export function mayKill(actor: Actor, onCall: string | null): boolean {
  if (can(actor, 'flags:kill') || can(actor, 'flags:write')) return true;
  return onCall !== null && actor.person === onCall;
}
