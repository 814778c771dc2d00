import { Injectable } from '@nestjs/common';
import { Catalog } from '../catalog/index.js';
import { Clock, Db, type Tx } from '../platform/index.js';
import type { KnownTouch } from './change-services.repository.js';
import { ChangeServices } from './change-services.service.js';
import { foldBatch } from './domain/fact-batch.js';
import { CatalogView, isRejection, placeFact } from './domain/fact-placement.js';
import { prepareFact, type ChangeRow, type PreparedFact } from './domain/fact-rows.js';
import { validateFact, type Rejection } from './domain/fact-validation.js';
import { inDrill, type Fact } from './domain/facts.js';
import { completeChange } from './domain/partial-change.js';
import { FactsRepository, type Written } from './facts.repository.js';
import { DeliveryFactsRecorded, FlipFactsRecorded, IncidentFactsRecorded } from './ingest.events.js';
import { PatchRepository } from './receipts/patch.repository.js';

export interface RejectedFact extends Rejection {
  /** Place among the facts of the request, from 0. */
  index: number;
}

export interface BatchResult {
  accepted: number;
  unchanged: number;
  rejected: RejectedFact[];
}
/** A fact that was read and found valid, with its place in the request. */
export interface ReadFact {
  index: number;
  fact: Fact;
}

/** While a batch has read the catalog and not yet committed, changes of services wait to be resolved anew. */
const CATALOG_READ_LOCK = 0x1_09e5;

/** Takes facts in: each batch is one transaction that stores what is new and announces it. */
@Injectable()
export class Facts {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly catalog: Catalog,
    private readonly repository: FactsRepository,
    private readonly changeServices: ChangeServices,
    private readonly known: PatchRepository,
  ) {}

  /** Judges and stores raw values (at most 1,000); good ones are kept though others are rejected. */
  async take(values: readonly unknown[], drillRun: string | null = null): Promise<BatchResult> {
    const { facts, rejected } = this.judge(values, 0, drillRun);
    return this.record(facts, rejected);
  }

  /** Judges raw values on their own; `first` is the place of the first one. */
  judge(
    values: readonly unknown[],
    first: number,
    drillRun: string | null,
  ): { facts: ReadFact[]; rejected: RejectedFact[] } {
    const now = this.clock.now().getTime();
    const facts: ReadFact[] = [];
    const rejected: RejectedFact[] = [];
    values.forEach((value, at) => {
      const { fact, rejection } = validateFact(value, now);
      if (fact) facts.push({ index: first + at, fact: inDrill(fact, drillRun) });
      else rejected.push({ index: first + at, ...rejection });
    });
    return { facts, rejected };
  }

  /** Stores facts that were judged already, in one transaction; `rejected` ones are added to the answer. */
  async record(facts: readonly ReadFact[], rejected: readonly RejectedFact[]): Promise<BatchResult> {
    if (facts.length === 0) return { accepted: 0, unchanged: 0, rejected: [...rejected] };
    return this.db.transaction(async (tx) => {
      const catalog = await this.catalogView(tx);
      const unplaced: RejectedFact[] = [];
      const prepared: PreparedFact[] = [];
      for (const { index, fact } of await this.completed(tx, facts)) {
        const placed = placeFact(fact, catalog);
        if (isRejection(placed)) unplaced.push({ index, ...placed });
        else prepared.push(prepareFact(placed));
      }
      const folded = foldBatch(prepared);
      const written = await this.store(tx, folded.facts, catalog);
      const accepted = written + folded.replaced;
      return {
        accepted,
        unchanged: prepared.length - accepted,
        rejected: [...rejected, ...unplaced].toSorted((one, other) => one.index - other.index),
      };
    });
  }

  /** Facts that tell only part of a change, completed with what is known of it. */
  private async completed(tx: Tx, facts: readonly ReadFact[]): Promise<readonly ReadFact[]> {
    const ids = facts.flatMap(({ fact }) => (fact.kind === 'change' && fact.partial ? [fact.id] : []));
    if (ids.length === 0) return facts;
    const known = await this.known.changes(tx, ids);
    return facts.map(({ index, fact }) =>
      fact.kind === 'change' && fact.partial
        ? { index, fact: completeChange(known.get(fact.id) ?? null, fact) }
        : { index, fact },
    );
  }

  /** The catalog as of now; later changes to it are resolved only after this transaction has ended. */
  async catalogView(tx: Tx): Promise<CatalogView> {
    await tx.query(`select pg_advisory_xact_lock_shared($1)`, [CATALOG_READ_LOCK]);
    return new CatalogView(await this.catalog.services({}, tx));
  }

  /** The catalog as of now, after every batch that had read an older one has ended. */
  async settledCatalogView(tx: Tx): Promise<CatalogView> {
    await tx.query(`select pg_advisory_xact_lock($1)`, [CATALOG_READ_LOCK]);
    return new CatalogView(await this.catalog.services({}, tx));
  }

  /** Stores folded, placed facts and announces what changed; returns how many did. */
  async store(tx: Tx, facts: readonly PreparedFact[], catalog: CatalogView): Promise<number> {
    if (facts.length === 0) return 0;
    const seq = await this.repository.nextSeq(tx);
    const written = await this.repository.write(tx, facts, seq);
    const waiting = await this.changeServices.waitingFor(
      tx,
      written.commits.filter((commit) => commit.hasPaths),
    );
    const told = touchesOf(facts, written);
    const others = waiting.filter((id) => !told.some((change) => change.id === id));
    const changes = [...told, ...(await this.changeServices.stored(tx, others))];
    const fresh = new Set(written.changes.filter((change) => change.isNew).map((change) => change.id));
    const { services } = await this.changeServices.resolve(tx, changes, catalog, fresh);
    const touched = changes.map((change) => change.id);
    await this.announce(tx, seq, written, touched, services);
    return (
      written.commits.length +
      written.changes.length +
      written.deployments.length +
      written.checks.length +
      written.incidents.length +
      written.flips.length
    );
  }

  private async announce(tx: Tx, seq: number, written: Written, changes: string[], services: string[]): Promise<void> {
    const { commits, deployments, checks, incidents, flips } = written;
    if (commits.length + changes.length + deployments.length + checks.length > 0) {
      const touched = new Set(services);
      for (const deployment of deployments) {
        touched.add(deployment.service);
        if (deployment.serviceBefore !== null) touched.add(deployment.serviceBefore);
      }
      const repositories = [...written.changes, ...commits, ...checks].map((row) => row.repository);
      for (const service of touched) tx.announce('facts', service);
      if (touched.size === 0) tx.announce('facts');
      await tx.publish(DeliveryFactsRecorded, {
        seq,
        services: [...touched].toSorted(),
        repositories: [...new Set(repositories)].toSorted(),
        deployments: deployments.map((deployment) => deployment.id),
        changes,
        commits: shasByRepository(commits),
        checks: distinctHeads(checks),
        earliest: earliestOf(written),
      });
    }
    if (incidents.length > 0) await tx.publish(IncidentFactsRecorded, { ids: incidents });
    if (flips.length > 0) await tx.publish(FlipFactsRecorded, { ids: flips });
  }
}

/** The written changes as they were told, so that they need not be read back. */
function touchesOf(facts: readonly PreparedFact[], written: Written): KnownTouch[] {
  const ids = new Set(written.changes.map((change) => change.id));
  const rows = facts.filter((fact) => fact.kind === 'change' && ids.has(fact.key)).map(({ row }) => row as ChangeRow);
  return rows.map((row) => ({
    id: row.id,
    repository: row.repository,
    explicitServices: row.explicit_services,
    commitShas: row.commits?.map((commit) => commit.sha) ?? null,
    mergeSha: row.merge_sha,
    headSha: row.head_sha,
  }));
}

function shasByRepository(commits: Written['commits']): { repository: string; shas: string[] }[] {
  const groups = new Map<string, string[]>();
  for (const { repository, sha } of commits) {
    const shas = groups.get(repository);
    if (shas) shas.push(sha);
    else groups.set(repository, [sha]);
  }
  return [...groups].map(([repository, shas]) => ({ repository, shas }));
}

function distinctHeads(checks: Written['checks']): { repository: string; sha: string }[] {
  const heads = new Map(checks.map(({ repository, sha }) => [`${repository} ${sha}`, { repository, sha }]));
  return [...heads.values()];
}

function earliestOf({ changes, deployments }: Written): string | null {
  const instants = [
    ...changes.flatMap((change) => [change.mergedAt, change.mergedBefore]),
    ...deployments.flatMap((deployment) => [deployment.finishedAt, deployment.finishedBefore]),
  ].filter((instant) => instant !== null);
  const earliest = instants.reduce<Date | null>((least, at) => (least === null || at < least ? at : least), null);
  return earliest === null ? null : earliest.toISOString();
}
