import { Injectable } from '@nestjs/common';
import { DoraReads } from '../../dora/index.js';
import { FlagTrail, type OwnFlip } from '../../flags/index.js';
import { GateReads } from '../../gates/index.js';
import { IncidentReads, type Incident } from '../../incidents/index.js';
import { FactsReads } from '../../ingest/index.js';
import { OnCall, PageTrail, type SentPage } from '../../oncall/index.js';
import type { Tx } from '../../platform/index.js';
import { PostmortemReads } from '../../postmortems/index.js';
import type {
  ChangeEvidence,
  Evidence,
  FlagEvidence,
  IncidentEvidence,
  InjectEvidence,
  PageEvidence,
} from '../domain/evidence.js';
import { labOf, type Lab } from '../domain/lab-parts.js';
import { flipsOf, type Run } from '../domain/run.js';
import type { Seen } from '../domain/signals.js';
import { LabRecords } from './lab-records.repository.js';
import { deploymentOf, flagOf, flipOf, incidentRecord, postmortemOf } from './platform-records.js';

type Platform = Omit<Evidence, keyof Lab | 'run' | 'scenario'>;

const NOTHING: Platform = {
  blockingChecks: [],
  deployments: [],
  flags: [],
  flips: [],
  pages: [],
  incident: null,
  doraRecovery: null,
  postmortem: null,
  changes: [],
};

/** Gathers what a run left behind: what the lab recorded, and what the platform itself knows of its place and time. */
@Injectable()
export class Collector {
  constructor(
    private readonly records: LabRecords,
    private readonly incidents: IncidentReads,
    private readonly flags: FlagTrail,
    private readonly pages: PageTrail,
    private readonly onCall: OnCall,
    private readonly facts: FactsReads,
    private readonly gates: GateReads,
    private readonly dora: DoraReads,
    private readonly postmortems: PostmortemReads,
  ) {}

  /** All that is known by now, or by the end of the run. */
  async evidenceOf(tx: Tx, run: Run): Promise<Evidence> {
    const { id, mode, surprise, startedAt, endedAt, createdAt, repository, scenario } = run;
    return {
      run: {
        id,
        mode,
        surprise,
        // Of a run that never started there is nothing to be dated.
        startedAt: (startedAt ?? createdAt).toISOString(),
        endedAt: endedAt?.toISOString() ?? null,
        repository,
      },
      scenario,
      ...labOf(await this.records.of(id, tx)),
      ...(startedAt === null ? NOTHING : await this.platform(tx, run, startedAt, endedAt ?? tx.now)),
    };
  }

  /** Drills that were declared in a run. */
  async incidentsOf(tx: Tx, { id, service, environment, startedAt, endedAt }: Run): Promise<Incident[]> {
    if (startedAt === null) return [];
    const declared = await this.incidents.ofDrill({ id, service, environment, from: startedAt }, tx);
    return declared.filter(({ declaredAt }) => endedAt === null || declaredAt <= endedAt);
  }

  /** The first of them; null: none was declared. */
  async incidentOf(tx: Tx, run: Run): Promise<Incident | null> {
    const [first] = await this.incidentsOf(tx, run);
    return first ?? null;
  }

  /** What called for a responder, and what was flipped, so far. */
  async responseTo(tx: Tx, run: Run): Promise<{ pages: SentPage[]; incident: Incident | null; flips: OwnFlip[] }> {
    const { id, service, startedAt } = run;
    if (startedAt === null) return { pages: [], incident: null, flips: [] };
    return {
      pages: await this.pages.sent(service, startedAt, tx.now, id, tx),
      incident: await this.incidentOf(tx, run),
      flips: await this.flags.flips(service, startedAt, tx.now, id, tx),
    };
  }

  /** What has been seen of a run so far, by which its signals are judged. */
  async seenOf(tx: Tx, run: Run): Promise<Seen & { injects: InjectEvidence[]; incident: IncidentEvidence | null }> {
    const { pages, incident } = await this.responseTo(tx, run);
    const injects = labOf(await this.records.of(run.id, tx, 'injects')).injects;
    return {
      injects,
      pages: pages.map(({ at, acknowledgedAt }) => ({
        at: at.toISOString(),
        acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
      })),
      incident: incident && incidentRecord(incident),
    };
  }

  private async platform(tx: Tx, run: Run, from: Date, to: Date): Promise<Platform> {
    const { id, service, repository } = run;
    const incident = await this.incidentOf(tx, run);
    const recovery = incident && (await this.dora.recoveryOf(incident.id, tx));
    const postmortem = incident && (await this.postmortems.ofIncident(incident.id, tx));
    const changes = repository === null ? [] : await this.changes(tx, repository, from, to, id);
    const required = repository === null ? null : await this.gates.requiredChecks(repository, tx);
    const reported = changes.flatMap(({ checks }) => checks.map(({ name }) => name));
    return {
      blockingChecks: required ?? [...new Set(reported)].toSorted(),
      deployments: (await this.facts.deploymentsIn(service, from, to, id, tx)).map(deploymentOf),
      flags: await this.flagsOf(tx, run, from),
      flips: (await this.flags.flips(service, from, to, id, tx)).map(flipOf),
      pages: await this.pagesOf(tx, run, from, to),
      incident: incident && incidentRecord(incident),
      doraRecovery: incident && recovery && { incident: incident.id, ...recovery },
      postmortem: postmortem && postmortemOf(postmortem),
      changes,
    };
  }

  private async changes(tx: Tx, repository: string, from: Date, to: Date, run: string): Promise<ChangeEvidence[]> {
    const merged: ChangeEvidence[] = [];
    for (const { id, headSha, mergeSha, mergedAt } of await this.facts.mergedIn(repository, from, to, run, tx)) {
      const head = headSha ?? mergeSha;
      const said = head === null ? { checks: [], green: false } : await this.gates.blocking(repository, head, tx);
      merged.push({ id, headSha, mergeSha, mergedAt: mergedAt?.toISOString() ?? null, ...said });
    }
    return merged;
  }

  private async flagsOf(tx: Tx, { service, scenario }: Run, from: Date): Promise<FlagEvidence[]> {
    const named = [...(scenario.flag === null ? [] : [scenario.flag]), ...flipsOf(scenario).flags];
    const flags = await this.flags.flags(service, from, named, tx);
    const stages = await this.flags.stages(
      flags.map(({ key }) => key),
      tx,
    );
    return flags.map((flag) => flagOf(flag, stages.get(flag.key) ?? []));
  }

  private async pagesOf(tx: Tx, { id, service }: Run, from: Date, to: Date): Promise<PageEvidence[]> {
    const pages: PageEvidence[] = [];
    for (const { person, at, delivered, acknowledgedAt } of await this.pages.sent(service, from, to, id, tx)) {
      const duty = await this.onCall.whoIsOnCall(service, at, tx);
      pages.push({
        at: at.toISOString(),
        person,
        onCall: duty?.person ?? null,
        acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
        delivered,
      });
    }
    return pages;
  }
}
