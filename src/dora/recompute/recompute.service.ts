import { Injectable } from '@nestjs/common';
import { Catalog, type Service } from '../../catalog/index.js';
import { Db, type Tx } from '../../platform/index.js';
import { Linker } from '../links/linker.js';
import { BEGINNING } from '../marks/marker.js';
import { MarksRepository, type Work } from '../marks/marks.repository.js';
import { Pacing } from '../marks/pace.js';
import { CellsRepository } from '../rows/cells.repository.js';
import { SettledRepository } from '../rows/settled.repository.js';
import { ChangesRefresher, type Merged, type ReplayFrom } from './changes.refresher.js';
import { DaySet, dayOf } from './days.js';
import { PlannerStatistics } from './planner-statistics.js';
import { Replay } from './replay.service.js';
import type { Replayed } from './replayed.js';

/** Changes whose sources are held in memory at once. */
const SLICE = 5_000;

/** How many cells a step has written, and how many marks it has left to go on with. */
interface Step {
  written: number;
  rest: number;
}

/** Works off marks: one transaction is one service's marks, coalesced, and what they come to. */
@Injectable()
export class Recompute {
  private readonly pacing = new Pacing();

  constructor(
    private readonly db: Db,
    private readonly catalog: Catalog,
    private readonly marks: MarksRepository,
    private readonly changes: ChangesRefresher,
    private readonly replay: Replay,
    private readonly linker: Linker,
    private readonly cells: CellsRepository,
    private readonly settled: SettledRepository,
    private readonly statistics: PlannerStatistics,
  ) {}

  /** Works until no service has marks that are due and that this worker could take. Returns how many cells were written. */
  async all(): Promise<number> {
    let written = 0;
    for (;;) {
      let worked = false;
      // One step per service and round, so that a large import does not make the others wait.
      for (const { service, marks, newest } of await this.marks.waiting(this.db)) {
        if (!this.pacing.isDue(service, marks, newest, performance.now())) continue;
        const begun = performance.now();
        await this.statistics.expect(await this.marks.weight(this.db, service));
        const step = await this.db.transaction((tx) => this.step(tx, service));
        if (!step) continue;
        this.pacing.done(service, begun, performance.now(), step.rest);
        worked = true;
        written += step.written;
      }
      if (!worked) return written;
    }
  }

  /** Null: there was nothing to take. */
  private async step(tx: Tx, key: string): Promise<Step | null> {
    const work = await this.marks.take(tx, key);
    if (!work) return null;
    const service = await this.catalog.service(key, tx);
    if (!service) return { written: 0, rest: 0 };
    // Marking consumers wait for these locks, so that no fact falls between a read here and its mark.
    await tx.execute(`lock table dora_missing, dora_incidents in row exclusive mode`);
    return this.recompute(tx, service, work);
  }

  private async recompute(tx: Tx, service: Service, work: Work): Promise<Step> {
    const everything = work.from.some((from) => from.environment === null && from.at <= BEGINNING);
    const changes = everything ? await this.everyChange(tx, service.key, work.changes) : work.changes;
    const listed = await this.listed(tx, work.deployments);
    const refreshed = await this.refresh(tx, service.key, [...new Set([...changes, ...listed])]);
    const from = [...work.from, ...refreshed.from, ...(await this.finishes(tx, service.key, work.deployments))];

    const replayed: Replayed = {
      days: new DaySet(),
      settled: new DaySet(),
      deployments: [],
      changes: new Set(changes),
      rest: [],
    };
    for (const environment of await this.lanes(tx, service, from)) {
      const at = earliest(from, environment);
      if (at) await this.replay.from(tx, service, environment, at, replayed);
    }
    for (const { environment, days } of work.days) for (const day of days) replayed.days.addDay(environment, day);
    await this.firstInProduction(tx, service, replayed, everything);
    const incidents = await this.linker.concernedBy(tx, service.key, replayed);
    await this.linker.relink(tx, service.key, [...new Set([...work.incidents, ...incidents])], replayed.days);

    for (const run of new Set(refreshed.merged.map((merged) => merged.run))) {
      const days = refreshed.merged.flatMap((merged) => (merged.run === run ? dayOf(merged.at.getTime()) : []));
      await this.settled.recountMerged(tx, service.key, run, [...new Set(days)]);
    }
    for (const { environment, days } of replayed.settled.entries()) {
      await this.settled.recountSettled(tx, service.key, environment, days);
    }
    let written = 0;
    for (const { environment, days } of replayed.days.entries()) {
      written += await this.cells.recount(tx, { service: service.key, environment }, days);
    }
    await this.marks.add(
      tx,
      replayed.rest.map((rest) => ({ service: service.key, ...rest })),
    );
    tx.announce('dora', service.key);
    return { written, rest: replayed.rest.length };
  }

  private async refresh(tx: Tx, service: string, changes: string[]): Promise<{ from: ReplayFrom[]; merged: Merged[] }> {
    const from: ReplayFrom[] = [];
    const merged: Merged[] = [];
    for (let i = 0; i < changes.length; i += SLICE) {
      const part = await this.changes.refresh(tx, service, changes.slice(i, i + SLICE));
      from.push(...part.from);
      for (const one of part.merged) merged.push(one);
    }
    return { from, merged };
  }

  /** After a change of the catalog any change of its repository may have come or gone. */
  private async everyChange(tx: Tx, service: string, more: string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select change_id as id from change_services where service = $1
       union select change_id from dora_changes where service = $1`,
      [service],
    );
    return [...new Set([...more, ...rows.map((row) => row.id)])];
  }

  /** Changes that these deployments list, or were said to have carried. */
  private async listed(tx: Tx, deployments: string[]): Promise<string[]> {
    if (deployments.length === 0) return [];
    const rows = await tx.query<{ id: string }>(
      `select distinct unnest(changes) as id from deployments where id = any($1::text[]) and changes is not null
       union select change_id from dora_deliveries where deployment_id = any($1::text[]) and method = 'explicit'`,
      [deployments],
    );
    return rows.map((row) => row.id);
  }

  /** Finishes of these deployments, as they are and as they were. */
  private async finishes(tx: Tx, service: string, deployments: string[]): Promise<ReplayFrom[]> {
    if (deployments.length === 0) return [];
    return tx.query<ReplayFrom & { at: Date }>(
      `select lane as environment, finished_at as at from deployments
         where id = any($2::text[]) and service = $1 and status = 'success'
       union all
       select environment, finished_at from dora_deployments where deployment_id = any($2::text[]) and service = $1`,
      [service, deployments],
    );
  }

  /** Lanes to be replayed: those that are named, and where all are meant, those with a deployment from then on. */
  private async lanes(tx: Tx, service: Service, from: ReplayFrom[]): Promise<string[]> {
    const keys = new Set(from.flatMap(({ environment }) => environment ?? []));
    const everywhere = from.filter(({ environment }) => environment === null).map(({ at }) => at.getTime());
    if (everywhere.length > 0) {
      for (const { key } of service.environments) keys.add(key);
      const rows = await tx.query<{ environment: string }>(
        `select distinct environment from dora_deployments where service = $1 and finished_at >= $2`,
        [service.key, new Date(everywhere.reduce((least, at) => Math.min(least, at)))],
      );
      for (const { environment } of rows) keys.add(environment);
    }
    return [...keys].sort();
  }

  /** Over several production environments a change counts where it came first, in each run of a drill on its own. */
  private async firstInProduction(tx: Tx, service: Service, replayed: Replayed, everything: boolean): Promise<void> {
    const production = service.environments.filter((environment) => environment.production).map(({ key }) => key);
    // With one production environment, a delivery's flag is right from the moment it is written.
    if (production.length <= 1 && !everything) return;
    const rows = await tx.query<FlagRow>(
      `select * from (
         select environment, change_id as change, delivered_at as "deliveredAt", settled_at as "settledAt",
           first_in_production as was, production and row_number() over (
             partition by change_id, run order by production desc, (method = 'first'), delivered_at, environment
           ) = 1 as first
         from dora_deliveries cross join lateral (
           select split_part(environment, '~', 1) = any($2::text[]) as production, substring(environment from '~.*') as run) l
         where service = $1 ${everything ? '' : 'and change_id = any($3::text[])'}) ranked
       where was <> first`,
      everything ? [service.key, production] : [service.key, production, [...replayed.changes]],
    );
    if (rows.length === 0) return;
    await tx.execute(
      `update dora_deliveries d set first_in_production = u.first
       from unnest($2::text[], $3::text[], $4::boolean[]) u(environment, change, first)
       where d.service = $1 and d.environment = u.environment and d.change_id = u.change`,
      [service.key, rows.map((row) => row.environment), rows.map((row) => row.change), rows.map((row) => row.first)],
    );
    for (const { environment, deliveredAt, settledAt } of rows) {
      replayed.days.add(environment, deliveredAt);
      replayed.settled.add(environment, settledAt);
    }
  }
}

interface FlagRow {
  environment: string;
  change: string;
  deliveredAt: Date;
  settledAt: Date | null;
  first: boolean;
}

function earliest(from: ReplayFrom[], environment: string): Date | null {
  return from
    .filter((one) => one.environment === null || one.environment === environment)
    .reduce<Date | null>((least, { at }) => (least && least <= at ? least : at), null);
}
