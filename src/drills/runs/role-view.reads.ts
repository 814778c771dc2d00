import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { OnCall } from '../../oncall/index.js';
import { Db, type Tx } from '../../platform/index.js';
import type { Evidence } from '../domain/evidence.js';
import { knowsInjects, shownInjects, shownScenario, shownSteps } from '../domain/role-view.js';
import { elapsedMs, roleOf, type Run } from '../domain/run.js';
import type { Role } from '../domain/scenario.js';
import { signalsOf } from '../domain/signals.js';
import { hiddenByHand, unknownDrill } from '../drills.errors.js';
import { Collector } from '../evidence/collector.js';
import type { RoleView } from './role-view.contract.js';
import { RunsRepository } from './runs.repository.js';

/** What each role should see of a run. */
@Injectable()
export class RoleViews {
  constructor(
    private readonly db: Db,
    private readonly runs: RunsRepository,
    private readonly collector: Collector,
    private readonly onCall: OnCall,
  ) {}

  /** Throws `forbidden` where the facilitator's part of a surprise is asked for by somebody else. */
  async of(id: string, asked: Role | undefined, actor: Actor): Promise<RoleView> {
    return this.db.transaction(async (tx) => {
      const run = await this.runs.find(id, tx);
      if (!run) throw unknownDrill(id);
      const duty = await this.onCall.whoIsOnCall(run.service, tx.now, tx);
      const own = roleOf(run, actor, duty?.person ?? null);
      const role = asked ?? own;
      if (knowsInjects(run, role) && !knowsInjects(run, own)) throw hiddenByHand();
      return this.view(tx, run, role, duty?.person ?? null);
    });
  }

  /** The evidence as far as the caller may see it. */
  async evidence(run: Run, evidence: Evidence, actor: Actor): Promise<Evidence> {
    const duty = await this.onCall.whoIsOnCall(run.service, run.startedAt ?? run.createdAt);
    const role = roleOf(run, actor, duty?.person ?? null);
    return { ...evidence, scenario: shownScenario(run, role, evidence.injects) };
  }

  private async view(tx: Tx, run: Run, role: Role, onCall: string | null): Promise<RoleView> {
    const seen = await this.collector.seenOf(tx, run);
    const scenario = shownScenario(run, role, seen.injects);
    const now = run.endedAt ?? tx.now;
    const elapsed = elapsedMs(run, tx.now);
    const { incident } = seen;
    return {
      role,
      state: run.state,
      brief: scenario.roles[role],
      steps: shownSteps(scenario, role).map((step) => ({ ...step })),
      injects: shownInjects(run, scenario, seen.injects).map(({ plannedAt, firedAt, ...inject }) => ({
        ...inject,
        plannedAt: plannedAt?.toISOString() ?? null,
        firedAt: firedAt?.toISOString() ?? null,
      })),
      signals: signalsOf({ ...run, scenario }, seen.injects, seen, now).map(({ dueAt, seenAt, ...signal }) => ({
        ...signal,
        dueAt: dueAt?.toISOString() ?? null,
        seenAt: seenAt?.toISOString() ?? null,
      })),
      incident: incident && {
        id: incident.id,
        startedAt: incident.startedAt,
        acknowledgedAt: incident.acknowledgedAt,
        mitigatedAt: incident.mitigatedAt,
        restoredAt: incident.restoredAt,
      },
      onCall,
      now: tx.now.toISOString(),
      elapsedSeconds: elapsed === null ? null : elapsed / 1000,
    };
  }
}
