import { elapsedMs, type Run } from './run.js';

const DAY = 86_400_000;

/** What is known of whoever should act: since when they are needed, and whether anything was done since. */
export interface Response {
  neededAt: Date | null;
  acted: boolean;
}

/** How long a responder may leave everything lie before the run ends: twice the limit, and a minute more than it at least. */
export function patienceSeconds({ acknowledgeSeconds }: Run['scenario']['limits']): number {
  return Math.max(2 * acknowledgeSeconds, acknowledgeSeconds + 60);
}

/** Why a run that goes on ends as failed now; null: it goes on. The clock of the run stands in pauses. */
export function whyFailed(run: Run, { neededAt, acted }: Response, now: Date): string | null {
  if (run.state !== 'running') return null;
  const { limits } = run.scenario;
  const elapsed = elapsedMs(run, now);
  if (elapsed === null) return null;
  if (elapsed > limits.runSeconds * 1000) return `It was not finished within ${limits.runSeconds} s.`;
  const needed = neededAt && elapsedMs(run, neededAt);
  if (neededAt === null || needed === null || acted) return null;
  const patience = patienceSeconds(limits);
  if (elapsed - needed <= patience * 1000) return null;
  return `The responder did not act: needed since ${neededAt.toISOString()}, and nothing was acknowledged or done within ${patience} s.`;
}

/** Why a planned run ends as failed now; null: it may still be started. */
export function whyMissed({ state, scheduledFor }: Run, now: Date): string | null {
  if (state !== 'planned' || scheduledFor === null || now.getTime() - scheduledFor.getTime() <= DAY) return null;
  return `Nobody started it within a day of ${scheduledFor.toISOString()}.`;
}
