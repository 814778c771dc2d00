import type { Run } from './run.js';

/**
 * Whether an incident is one of a run, so that the run may end it: a drill, of its place and time. A real incident of that
 * time is left alone.
 */
export function isOfRun(
  incident: { service: string; environment: string; drill: boolean; declaredAt: Date },
  run: Pick<Run, 'service' | 'environment' | 'startedAt' | 'endedAt'>,
): boolean {
  const { service, environment, startedAt, endedAt } = run;
  if (!incident.drill || startedAt === null) return false;
  const inTime = incident.declaredAt >= startedAt && (endedAt === null || incident.declaredAt <= endedAt);
  return inTime && incident.service === service && incident.environment === environment;
}
