import type { IncidentEvidence, InjectEvidence, PageEvidence } from './evidence.js';
import { elapsedMs, instantAt, type Run } from './run.js';
import type { ExpectedSignal } from './scenario.js';

/** Where an expected signal stands: its inject has not happened, it is awaited, was seen in time or late, or is overdue. */
export type SignalState = 'not_yet' | 'awaited' | 'seen' | 'late' | 'overdue';

export interface SignalStanding extends ExpectedSignal {
  state: SignalState;
  dueAt: Date | null;
  seenAt: Date | null;
}

export interface Seen {
  pages: readonly Pick<PageEvidence, 'at' | 'acknowledgedAt'>[];
  incident: Pick<
    IncidentEvidence,
    'detectedAt' | 'declaredAt' | 'acknowledgedAt' | 'mitigatedAt' | 'restoredAt'
  > | null;
}

/** Each expected signal of the scenario as it stands at an instant. */
export function signalsOf(run: Run, injects: readonly InjectEvidence[], seen: Seen, now: Date): SignalStanding[] {
  const instants = instantsOf(seen);
  return run.scenario.signals.map((signal) => {
    const after = earliest(injects.filter(({ inject }) => inject === signal.after).map(({ at }) => new Date(at)));
    const fired = after && elapsedMs(run, after);
    if (after === null || fired === null) return { ...signal, state: 'not_yet', dueAt: null, seenAt: null };
    const dueAt = instantAt(run, fired + signal.withinSeconds * 1000);
    const seenAt = earliest(instants[signal.signal].filter((at) => at >= after));
    const over = dueAt !== null && (seenAt ?? now) > dueAt;
    return { ...signal, state: seenAt ? (over ? 'late' : 'seen') : over ? 'overdue' : 'awaited', dueAt, seenAt };
  });
}

function instantsOf({ pages, incident }: Seen): Record<ExpectedSignal['signal'], Date[]> {
  const dates = (list: (string | null | undefined)[]): Date[] =>
    list.flatMap((at) => (typeof at === 'string' ? [new Date(at)] : []));
  const page = dates(pages.map(({ at }) => at));
  return {
    alert: [...dates([incident?.detectedAt]), ...page],
    page,
    acknowledged: dates([incident?.acknowledgedAt, ...pages.map(({ acknowledgedAt }) => acknowledgedAt)]),
    incident: dates([incident?.declaredAt]),
    mitigated: dates([incident?.mitigatedAt]),
    restored: dates([incident?.restoredAt]),
  };
}

function earliest(instants: Date[]): Date | null {
  return instants.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}
