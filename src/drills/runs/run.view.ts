import type { Run } from '../domain/run.js';
import type { DrillView } from './runs.contract.js';

/** A run as clients see it; what its scenario hides is not in it. */
export function drillView(run: Run): DrillView {
  return {
    id: run.id,
    state: run.state,
    scenario: run.scenario.scenario,
    title: run.scenario.title,
    mode: run.mode,
    surprise: run.surprise,
    service: run.service,
    environment: run.environment,
    repository: run.repository,
    facilitator: run.facilitator,
    responder: run.responder,
    observers: run.observers,
    scheduledFor: iso(run.scheduledFor),
    schedule: run.schedule,
    startedAt: iso(run.startedAt),
    endedAt: iso(run.endedAt),
    reason: run.reason,
    pauses: run.pauses.map(({ from, to }) => ({ from: from.toISOString(), to: iso(to) })),
    cleanup: run.cleanup.map(({ what, outcome, detail }) => ({ what, outcome, detail })),
    result: run.result,
    createdAt: run.createdAt.toISOString(),
    createdBy: run.createdBy,
  };
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
