import { entry, stateOf, type Incident, type Outcome } from './incident.js';

const AHEAD_MS = 24 * 60 * 60 * 1000;

/** What is known when an incident is declared. */
export type Declaration = Pick<
  Incident,
  | 'id'
  | 'service'
  | 'environment'
  | 'title'
  | 'severity'
  | 'startedAt'
  | 'detectedAt'
  | 'drill'
  | 'drillRun'
  | 'cause'
  | 'source'
  | 'alert'
> & { now: Date; by: string };

/** A new incident and the first line of its timeline. */
export function declare({ now, by, ...known }: Declaration): Outcome {
  const times = { acknowledgedAt: null, mitigatedAt: null, restoredAt: null, resolvedAt: null };
  const incident: Incident = {
    ...known,
    ...times,
    state: stateOf(times),
    acknowledgedBy: null,
    restoredBy: null,
    reopenedAt: null,
    duplicateOf: null,
    mitigations: [],
    declaredAt: now,
    declaredBy: by,
  };
  const { service, environment, severity, drill, drillRun, alert, startedAt } = known;
  const said = { service, environment, severity, drill, drillRun, alert, startedAt: startedAt.toISOString() };
  return { incident, entries: [entry('declared', now, said, known.title)] };
}

/** `production` where the service has it, else its only production environment, else null. */
export function defaultEnvironment(environments: readonly { key: string; production: boolean }[]): string | null {
  if (environments.some(({ key }) => key === 'production')) return 'production';
  const production = environments.filter((environment) => environment.production);
  return production.length === 1 ? (production[0]?.key ?? null) : null;
}

export interface TimeFault {
  field: string;
  code: string;
  detail: string;
}

/** A time more than 24 h ahead, or before the start. */
export function timeFaults(
  times: { startedAt: Date; detectedAt?: Date | null; at?: Date | null },
  now: Date,
): TimeFault[] {
  const faults: TimeFault[] = [];
  for (const [field, at] of Object.entries(times)) {
    if (!at) continue;
    if (+at > +now + AHEAD_MS)
      faults.push({ field, code: 'time_in_future', detail: 'must not be more than 24 hours ahead' });
    if (at < times.startedAt)
      faults.push({ field, code: 'before_start', detail: 'must not be before the incident started' });
  }
  return faults;
}
