import { Injectable } from '@nestjs/common';
import { Catalog, type Service } from '../../catalog/index.js';
import { DoraOverview, type Measured, type Overview } from '../../dora/index.js';
import { FlagReads } from '../../flags/index.js';
import { GateReads } from '../../gates/index.js';
import { IncidentReads } from '../../incidents/index.js';
import { FactsReads } from '../../ingest/index.js';
import { OnCall } from '../../oncall/index.js';
import { Clock } from '../../platform/index.js';
import { ActionReads } from '../../postmortems/index.js';
import type {
  LoopActions,
  LoopDeploys,
  LoopIncidents,
  LoopKeys,
  LoopOnCall,
  LoopSetUp,
  LoopView,
} from './loop.contract.js';

const WEEK_MS = 7 * 86_400_000;
const LATEST = 5;
const DEMO_TEAM = 'demo';

/** The whole loop at a glance, from the read faces of those who know. */
@Injectable()
export class LoopReads {
  constructor(
    private readonly clock: Clock,
    private readonly catalog: Catalog,
    private readonly facts: FactsReads,
    private readonly flags: FlagReads,
    private readonly duty: OnCall,
    private readonly incidents: IncidentReads,
    private readonly actions: ActionReads,
    private readonly dora: DoraOverview,
    private readonly gates: GateReads,
  ) {}

  async loop(): Promise<LoopView> {
    const now = this.clock.now();
    const weekAgo = new Date(now.getTime() - WEEK_MS);
    const services = await this.catalog.services();
    const [gate, overview, flags, onCall, incidents, actions] = await Promise.all([
      this.gates.since(weekAgo),
      this.dora.at(now),
      this.flags.summary(services),
      this.onCall(services, now),
      this.openIncidents(weekAgo),
      this.openActions(now),
    ]);
    return {
      gate: { passed7d: gate.passed, blocked7d: gate.blocked, lastBlocked: gate.lastBlocked },
      deploys: await this.deploys(overview),
      flags,
      onCall,
      incidents,
      actions,
      keys: keysOf(overview),
      setUp: await this.setUp(overview),
      asOf: now.toISOString(),
    };
  }

  private async deploys({ perDay }: Overview): Promise<LoopDeploys> {
    const latest = await this.facts.latestInProduction(LATEST);
    return {
      count7d: perDay.slice(-7).reduce((sum, { count }) => sum + count, 0),
      latest: latest.flatMap(({ id, service, environment, sha, finishedAt, reason, url }) =>
        finishedAt === null
          ? []
          : [{ id, service, environment, sha, finishedAt: finishedAt.toISOString(), reason, url }],
      ),
      perDay,
    };
  }

  private async onCall(services: Service[], now: Date): Promise<LoopOnCall[]> {
    const answers = await this.duty.ofTeams([...new Set(services.map(({ team }) => team))], now);
    return services.map(({ key, team }) => {
      const answer = answers.get(team);
      return { team, service: key, person: answer?.person ?? null, until: answer?.until?.toISOString() ?? null };
    });
  }

  private async openIncidents(weekAgo: Date): Promise<LoopIncidents> {
    const [open, restored7d] = await Promise.all([this.incidents.open(), this.incidents.restoredSince(weekAgo)]);
    return {
      open: open
        .filter(({ drill }) => !drill)
        .map(({ id, title, service, severity, state, startedAt }) => ({
          id,
          title,
          service,
          severity,
          state,
          startedAt: startedAt.toISOString(),
        })),
      restored7d,
    };
  }

  private async openActions(now: Date): Promise<LoopActions> {
    const { open, overdue } = await this.actions.open(now);
    return {
      open,
      overdue: overdue.map(({ id, title, ownerTeam, ownerPerson, dueAt, postmortem }) => ({
        id,
        title,
        owner: {
          ...(ownerTeam === null ? {} : { team: ownerTeam }),
          ...(ownerPerson === null ? {} : { person: ownerPerson }),
        },
        dueAt: dueAt.toISOString(),
        postmortem,
      })),
    };
  }

  private async setUp({ weeks }: Overview): Promise<LoopSetUp> {
    const [arrived, demo] = await Promise.all([this.facts.arrivals(), this.catalog.team(DEMO_TEAM)]);
    return {
      githubConnected: arrived.webhooks,
      factsArrived: arrived.any,
      historyImported: arrived.history,
      demoLoaded: demo !== null,
      firstNumbers: weeks.some(({ numbers }) => numbers.deploymentFrequency.count > 0),
    };
  }
}

function keysOf({ now, before, weeks }: Overview): LoopKeys {
  const bucket = ({ from, to, numbers }: Measured): LoopKeys['now'] => ({
    from: from.toISOString(),
    to: to.toISOString(),
    ...numbers,
  });
  return { now: bucket(now), before: bucket(before), weeks: weeks.map(bucket) };
}
