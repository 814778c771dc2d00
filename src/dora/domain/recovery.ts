import type { Mode } from './numbers.js';

/** A restoration that nobody stated counts once it has held this long. */
export const STABILITY_MS = 10 * 60_000;

export interface IncidentTimes {
  startedAt: number;
  restoredAt: number | null;
  resolvedAt: number | null;
  /** When it last turned bad again; what had helped before that did not hold. */
  reopenedAt: number | null;
  restoredBy: Mode | null;
  /** `by` of its last mitigation. */
  lastMitigation: Mode | null;
}

/** When and by what an incident's impact ended, as far as the facts say. */
export interface Impact {
  startedAt: number;
  restoredAt: number | null;
  mode: Mode | null;
  /** Before this instant `restoredAt` has not held long enough to count. */
  holdsFrom: number | null;
  /** What counts while `restoredAt` does not: the incident's resolution. */
  resolvedAt: number | null;
  restoredFrom: 'stated' | 'observed' | 'resolved' | null;
}

export interface FlipSeen {
  flag: string;
  at: number;
  on: boolean;
}

export interface RollbackSeen {
  finishedAt: number;
  /** Finish of the next deployment that brought back what was rolled back; null = none did. */
  undoneAt: number | null;
  /** First finish of what it went back to; null = not known. */
  standsSince: number | null;
}

/**
 * The rollbacks that can have ended this failure: those to what stood before its latest culprit. A failure that a flip
 * caused ends with the flip to off; what is rolled back beside it is another story.
 */
export function remedial(
  rollbacks: RollbackSeen[],
  cause: { culprits: number[]; flip: boolean },
  flips: FlipSeen[],
): RollbackSeen[] {
  if (cause.flip && heldOffs(flips).length > 0) return [];
  const last = Math.max(...cause.culprits);
  return rollbacks.filter(
    ({ standsSince }) => cause.culprits.length === 0 || standsSince === null || standsSince < last,
  );
}

/**
 * Restored as somebody stated; else by the last flip to off, or the rollback, that held for ten minutes; else at its
 * resolution. `flips` are those of the flags that caused or mitigated the incident.
 */
export function impactOf(incident: IncidentTimes, flips: FlipSeen[], rollbacks: RollbackSeen[]): Impact {
  const { startedAt, restoredAt, resolvedAt } = incident;
  const mode = incident.restoredBy ?? incident.lastMitigation;
  if (restoredAt !== null) {
    return {
      startedAt,
      restoredAt: Math.max(startedAt, restoredAt),
      mode: mode ?? 'other',
      holdsFrom: null,
      resolvedAt: null,
      restoredFrom: 'stated',
    };
  }
  const resolved = resolvedAt === null ? null : Math.max(startedAt, resolvedAt);
  const since = Math.max(startedAt, incident.reopenedAt ?? startedAt);
  const inImpact = (at: number): boolean => at >= since && (resolved === null || at <= resolved);
  const offs = heldOffs(flips).filter(inImpact);
  const back = rollbacks
    .filter((rollback) => inImpact(rollback.finishedAt))
    .filter(({ finishedAt, undoneAt }) => undoneAt === null || undoneAt - finishedAt >= STABILITY_MS)
    .map((rollback) => rollback.finishedAt);
  const lastOff = offs.length > 0 ? Math.max(...offs) : null;
  const rollback = back.length > 0 ? Math.min(...back) : null;
  if (lastOff === null && rollback === null) {
    return {
      startedAt,
      restoredAt: resolved,
      mode: resolved === null ? null : (mode ?? 'other'),
      holdsFrom: null,
      resolvedAt: null,
      restoredFrom: resolved === null ? null : 'resolved',
    };
  }
  const byFlag = (lastOff ?? -Infinity) >= (rollback ?? -Infinity);
  const moment = Math.max(lastOff ?? -Infinity, rollback ?? -Infinity);
  return {
    startedAt,
    restoredAt: moment,
    mode: incident.restoredBy ?? (byFlag ? 'flag_off' : 'rollback'),
    holdsFrom: moment + STABILITY_MS,
    resolvedAt: resolved,
    restoredFrom: 'observed',
  };
}

/** Flips to off that were not taken back within the stability period. */
function heldOffs(flips: FlipSeen[]): number[] {
  const sorted = [...flips].sort((a, b) => a.at - b.at);
  return sorted
    .filter((flip, index) => {
      if (flip.on) return false;
      const back = sorted.slice(index + 1).find((next) => next.flag === flip.flag && next.on);
      return back === undefined || back.at - flip.at >= STABILITY_MS;
    })
    .map((flip) => flip.at);
}

/** One failure as seen at an instant: `seconds` is its time to recovery, or the time it has lasted so far. */
export interface Recovery {
  startedAt: number;
  restoredAt: number | null;
  seconds: number;
  censored: boolean;
  mode: Mode | null;
}

/**
 * Joins the incidents of one failure: first start to last restoration. What is restored by `now` counts as restored; what
 * is still open has lasted until `censoredAt`.
 */
export function recoveryOf(impacts: Impact[], now: number, censoredAt: number): Recovery | null {
  if (impacts.length === 0) return null;
  const startedAt = Math.min(...impacts.map((impact) => impact.startedAt));
  let last: { at: number; mode: Mode | null } | null = null;
  for (const impact of impacts) {
    const end = endOf(impact, now);
    if (end === null) {
      const seconds = Math.max(0, censoredAt - startedAt) / 1000;
      return { startedAt, restoredAt: null, seconds, censored: true, mode: null };
    }
    if (last === null || end.at > last.at) last = end;
  }
  if (last === null) return null;
  return {
    startedAt,
    restoredAt: last.at,
    seconds: (last.at - startedAt) / 1000,
    censored: false,
    mode: last.mode,
  };
}

function endOf(impact: Impact, now: number): { at: number; mode: Mode | null } | null {
  const held = impact.holdsFrom === null || impact.holdsFrom <= now;
  if (impact.restoredAt !== null && held && impact.restoredAt <= now)
    return { at: impact.restoredAt, mode: impact.mode };
  if (impact.resolvedAt !== null && impact.resolvedAt <= now) return { at: impact.resolvedAt, mode: impact.mode };
  return null;
}
