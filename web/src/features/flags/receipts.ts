import type { Schemas } from '../../api/client';

export type Clients = Schemas['FlagClientsView'];

/** How far a change has come with the clients that name themselves, in words. */
export function tallyText({ applied, pending, silent, lastAppliedMs }: Clients): string {
  const all = applied + pending + silent;
  if (all === 0) return 'No client that names itself was there';
  const last = lastAppliedMs === null ? '' : `, the last after ${lengthText(lastAppliedMs)}`;
  if (applied === all) return `${all === 1 ? 'The one client' : `All ${all} clients`} applied it${last}`;
  const rest = [pending > 0 && `${pending} pending`, silent > 0 && `${silent} silent`].filter(Boolean).join(', ');
  return `${applied} of ${all} clients applied it${last}; ${rest}`;
}

export function lengthText(ms: number): string {
  if (ms < 10_000) return `${Math.round(ms).toLocaleString('en')} ms`;
  return ms < 600_000 ? `${Math.round(ms / 1_000)} s` : `${Math.round(ms / 60_000)} min`;
}

/** How long to wait before asking again, should no hint come; false: nothing more is to be expected. */
export function askAgainMs(clients: Clients | undefined): number | false {
  if (clients === undefined || clients.pending > 0) return 1_000;
  return clients.silent > 0 ? 15_000 : false;
}
