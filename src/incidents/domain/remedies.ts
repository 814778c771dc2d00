import type { RestoredBy } from '../../ingest/index.js';
import { entry, type Incident, type Mitigation, type Outcome } from './incident.js';
import { unchanged, withMitigation } from './mitigation.js';

/** A flag turned on. */
export interface FlipOn {
  flag: string;
  environment: string;
  at: Date;
}

/** A flip that names an incident. */
export interface NamingFlip {
  id: string;
  flag: string;
  environment: string;
  on: boolean;
  kill: boolean;
  at: Date;
  reason: string | null;
  actor: string;
}

/** A finished deployment, as far as remedies look at it. */
export interface FinishedDeployment {
  id: string;
  service: string;
  environment: string;
  finishedAt: Date;
  reason: string | null;
  sha: string | null;
  drillRun: string | null;
}

/**
 * The last kill or rollback of the incident, where nothing turned bad after it: the incident was not reopened and the flag
 * not turned on again. Null: there is none.
 */
export function remedyThatHolds(incident: Incident, flipsOn: FlipOn[]): Mitigation | null {
  const { reopenedAt, startedAt } = incident;
  const last = latest(incident.mitigations.filter(({ exact, at }) => exact && at >= startedAt));
  if (!last || (reopenedAt && last.at <= reopenedAt)) return null;
  const onAgain = flipsOn.some((f) => f.flag === last.flag && f.environment === last.environment && f.at > last.at);
  return onAgain ? null : last;
}

/** The mode of the last mitigation; null: there was none. */
export function lastMode(incident: Incident): RestoredBy | null {
  return latest(incident.mitigations)?.by ?? null;
}

/** A flip that names the incident: to off is its mitigation, to on a line of the timeline. Known flips change nothing. */
export function applyFlip(incident: Incident, flip: NamingFlip): Outcome {
  const dedupe = `flip:${flip.id}`;
  const { flag, environment, on, kill } = flip;
  if (on) {
    const line = entry('flip', flip.at, { flag, environment, on, kill, flip: flip.id, by: null }, flip.reason);
    return { incident, entries: [{ ...line, dedupe }] };
  }
  if (incident.mitigations.some((known) => known.flip === flip.id)) return unchanged(incident);
  const told = incident.mitigations.findIndex(
    (m) => m.flip === null && m.flag === flag && m.exact && +m.at === +flip.at,
  );
  if (told >= 0) {
    const mitigations = incident.mitigations.map((m, i) => (i === told ? { ...m, flip: flip.id } : m));
    return { incident: { ...incident, mitigations }, entries: [] };
  }
  const done = withMitigation(incident, {
    by: 'flag_off',
    flag,
    deployment: null,
    environment,
    at: flip.at,
    exact: true,
    flip: flip.id,
    note: flip.reason,
  });
  return {
    incident: done.incident,
    entries: done.entries.map((line) => ({ ...line, data: { ...line.data, on, kill, flip: flip.id }, dedupe })),
  };
}

/**
 * A finished deployment beside an incident: one that is named as its remedy gives that remedy its moment; a rollback of the
 * incident's service and environment, after its start and while it lasts, is offered in the timeline.
 */
export function applyDeployment(incident: Incident, deployment: FinishedDeployment): Outcome {
  const { id, finishedAt } = deployment;
  const named = incident.mitigations.some((m) => m.deployment === id);
  if (named) return { incident: withMoment(incident, id, finishedAt), entries: [] };
  const over = incident.state === 'restored' || incident.state === 'resolved';
  const here =
    deployment.service === incident.service &&
    deployment.environment === incident.environment &&
    deployment.drillRun === incident.drillRun;
  if (over || !here || deployment.reason !== 'rollback' || finishedAt < incident.startedAt) return unchanged(incident);
  const data = { deployment: id, environment: deployment.environment, reason: deployment.reason, sha: deployment.sha };
  return { incident, entries: [{ ...entry('deployment', finishedAt, data), dedupe: `deployment:${id}` }] };
}

function withMoment(incident: Incident, deployment: string, finishedAt: Date): Incident {
  if (finishedAt < incident.startedAt) return incident;
  const known = incident.mitigations.find((m) => m.deployment === deployment);
  if (!known) return incident;
  const exact = known.by === 'rollback';
  if (known.exact === exact && +known.at === +finishedAt) return incident;
  const mitigations = incident.mitigations.map((m) =>
    m.deployment === deployment ? { ...m, at: finishedAt, exact } : m,
  );
  const wasFirst = incident.mitigatedAt !== null && +incident.mitigatedAt === +known.at;
  return { ...incident, mitigations, mitigatedAt: wasFirst ? finishedAt : incident.mitigatedAt };
}

function latest(mitigations: Mitigation[]): Mitigation | null {
  return mitigations.reduce<Mitigation | null>((last, m) => (last === null || m.at >= last.at ? m : last), null);
}
