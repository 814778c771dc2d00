import { hasEnded, instantAt, type Run } from './run.js';
import type { InjectEvidence } from './evidence.js';
import type { Inject, Role, Scenario } from './scenario.js';

export interface ShownInject extends Inject {
  plannedAt: Date | null;
  firedAt: Date | null;
}

/** Whether a role sees beforehand what will happen: the facilitator always, the others unless it is a surprise. */
export function knowsInjects(run: Pick<Run, 'surprise' | 'state'>, role: Role): boolean {
  return role === 'facilitator' || !run.surprise || hasEnded(run.state);
}

/** The scenario as far as a role may see it: of a surprise, what has happened and what is asked of the role. */
export function shownScenario(run: Run, role: Role, fired: readonly InjectEvidence[]): Scenario {
  const { scenario } = run;
  if (knowsInjects(run, role)) return scenario;
  const happened = new Set(fired.map(({ inject }) => inject));
  return {
    ...scenario,
    description: '',
    flag: null,
    roles: { facilitator: '', responder: '', observer: '', [role]: scenario.roles[role] },
    steps: scenario.steps.filter((step) => step.role === role),
    injects: scenario.injects.filter(({ id }) => happened.has(id)),
    signals: scenario.signals.filter(({ after }) => happened.has(after)),
    cleanup: [],
  };
}

/** Steps that a role is shown: its own, and all of them to whoever leads. */
export function shownSteps({ steps }: Scenario, role: Role): Scenario['steps'] {
  return role === 'facilitator' ? steps : steps.filter((step) => step.role === role);
}

/** The injects with when each is planned, as far as pauses are known, and when it happened. */
export function shownInjects(run: Run, { injects }: Scenario, fired: readonly InjectEvidence[]): ShownInject[] {
  return injects.map((inject) => {
    const at = fired.find((each) => each.inject === inject.id)?.at;
    return {
      ...inject,
      plannedAt: instantAt(run, inject.atSeconds * 1000),
      firedAt: at === undefined ? null : new Date(at),
    };
  });
}
