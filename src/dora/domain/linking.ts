/** How far back a deployment may lie that an incident is put down to. */
export const LOOK_BACK_MS = 24 * 3_600_000;

export type LinkMethod = 'correction' | 'explicit' | 'reference' | 'latest' | 'duplicate' | 'none';

export interface IncidentToLink {
  id: string;
  startedAt: number;
  cause: { deployments?: string[]; flag?: string; external?: boolean } | null;
  duplicateOf: string | null;
  /** Flags and deployments named by its mitigations. */
  mitigations: { flag: string | null; deployment: string | null }[];
}

/** What stands around an incident in its service and environment. */
export interface Surroundings {
  /** A person's word; it beats all. */
  correction: { deployments: string[] } | { external: true } | null;
  /** Of the deployments named as cause: those that are successful deployments. */
  deployed: ReadonlySet<string>;
  /** Flips to on of the flags named, in the incident's environment. */
  flips: { id: string; flag: string; at: number }[];
  /** Deployments that a remedy of this incident names as what it took back, by rollback, revert or hotfix. */
  takenBack: { deployment: string; finishedAt: number; by: string }[];
  /** Latest deployment finished at or before the start. */
  latest: { id: string; finishedAt: number } | null;
}

export interface Link {
  method: LinkMethod;
  /** 0…1; null where there is nothing to be sure of. */
  confidence: number | null;
  external: boolean;
  duplicate: boolean;
  /** Deployments that it makes failed. */
  deployments: string[];
  /** A failure caused by a flip; `flip` is null where the flip itself is not known. */
  flag: { flag: string; flip: string | null; at: number | null } | null;
}

/** Puts an incident down to deployments, to a flip, to something outside, or to nothing. */
export function link(incident: IncidentToLink, around: Surroundings): Link {
  const nothing: Link = {
    method: 'none',
    confidence: null,
    external: false,
    duplicate: false,
    deployments: [],
    flag: null,
  };
  if (around.correction) {
    if ('external' in around.correction) return { ...nothing, method: 'correction', confidence: 1, external: true };
    return { ...nothing, method: 'correction', confidence: 1, deployments: unique(around.correction.deployments) };
  }
  const external = incident.cause?.external === true;
  if (incident.duplicateOf !== null)
    return { ...nothing, method: 'duplicate', confidence: 1, duplicate: true, external };
  if (external) return { ...nothing, method: 'explicit', confidence: 1, external };
  const named = (incident.cause?.deployments ?? []).filter((id) => around.deployed.has(id));
  if (named.length > 0) return { ...nothing, method: 'explicit', confidence: 1, deployments: unique(named) };
  if (incident.cause?.flag !== undefined) {
    const flag = incident.cause.flag;
    const flip = lastOn(incident, around, flag, Infinity);
    return {
      ...nothing,
      method: 'explicit',
      confidence: 1,
      flag: { flag, flip: flip?.id ?? null, at: flip?.at ?? null },
    };
  }
  return byReference(incident, around, nothing) ?? byTime(incident, around, nothing);
}

function byReference(incident: IncidentToLink, around: Surroundings, nothing: Link): Link | null {
  for (const { flag } of incident.mitigations) {
    if (flag === null) continue;
    const flip = lastOn(incident, around, flag, LOOK_BACK_MS);
    if (flip) return { ...nothing, method: 'reference', confidence: 0.9, flag: { flag, flip: flip.id, at: flip.at } };
  }
  const taken = around.takenBack.filter(({ finishedAt }) => finishedAt <= incident.startedAt);
  if (taken.length === 0) return null;
  return { ...nothing, method: 'reference', confidence: 0.9, deployments: unique(taken.map((one) => one.deployment)) };
}

function byTime(incident: IncidentToLink, around: Surroundings, nothing: Link): Link {
  const { latest } = around;
  if (!latest || latest.finishedAt > incident.startedAt) return nothing;
  const age = incident.startedAt - latest.finishedAt;
  if (age > LOOK_BACK_MS) return nothing;
  // An hour after a deployment it is a good guess, a day after it little more than a coincidence.
  const confidence = Math.round((0.8 - 0.5 * (age / LOOK_BACK_MS)) * 100) / 100;
  return { ...nothing, method: 'latest', confidence, deployments: [latest.id] };
}

function lastOn(
  incident: IncidentToLink,
  around: Surroundings,
  flag: string,
  within: number,
): { id: string; at: number } | null {
  const found = around.flips.filter(
    (flip) => flip.flag === flag && flip.at <= incident.startedAt && incident.startedAt - flip.at <= within,
  );
  return found.reduce<{ id: string; at: number } | null>(
    (last, flip) => (last && last.at >= flip.at ? last : flip),
    null,
  );
}

function unique(ids: string[]): string[] {
  return [...new Set(ids)].sort();
}
