import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Catalog, unknownTeam } from '../../catalog/index.js';
import { Audit, type Actor } from '../../identity/index.js';
import { Clock, Db, Ids, invalidField, page, readCursor, type Page } from '../../platform/index.js';
import { drillsCounted } from '../dora.contract.js';
import { WindowReads, type Scope, type WindowData } from '../window-data.js';
import { canonicalJson } from './domain/canonical.js';
import { compareWindows, type Comparison, type Side } from './domain/compare.js';
import type { NewSnapshotBody, SnapshotsQuery, SnapshotView, Verification } from './snapshots.contract.js';
import { badCursor, unknownSnapshot } from './snapshots.errors.js';
import { SnapshotsRepository, type KeptData, type StoredSnapshot } from './snapshots.repository.js';

export type ComparisonView = Comparison & {
  before: ReturnType<typeof headOf>;
  after: ReturnType<typeof headOf>;
};

/** Keeps windows of delivery for good, verifies them, and compares two of them. */
@Injectable()
export class Snapshots {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly catalog: Catalog,
    private readonly windows: WindowReads,
    private readonly repository: SnapshotsRepository,
  ) {}

  /** Throws `not_found` for an unknown service, team or environment, `invalid` for an empty window. */
  async take(body: NewSnapshotBody, actor: Actor): Promise<SnapshotView> {
    const from = new Date(body.from);
    const to = new Date(body.to);
    if (from >= to) throw invalidField('to', 'empty_window', 'must be later than from');
    const { drill } = body;
    const { service, team, environment } = body.scope;
    const drills = drill === undefined && body.drills === 'include' ? body.drills : undefined;
    const scope: Scope = Object.fromEntries(
      Object.entries({ service, team, environment, drills, drill }).filter(
        ([, value]) => value !== undefined && value !== null,
      ),
    );
    await this.requireScope(scope);
    const asOf = this.clock.now();
    const kept = digest(await this.windows.windowData(scope, from, to, asOf));
    const snapshot: StoredSnapshot = {
      id: this.ids.next(),
      name: body.name,
      scope,
      from,
      to,
      ...kept,
      createdAt: asOf,
      createdBy: actor.person ?? actor.name,
    };
    await this.db.transaction(async (tx) => {
      await this.repository.insert(tx, snapshot);
      await this.audit.record(tx, {
        actor,
        action: 'snapshot.take',
        subject: `snapshot:${snapshot.id}`,
        detail: { name: body.name, scope },
      });
    });
    return viewOf(snapshot);
  }

  async get(id: string): Promise<SnapshotView> {
    return viewOf(await this.require(id));
  }

  /** Newest first. */
  async list(query: SnapshotsQuery): Promise<Page<SnapshotView>> {
    const [before] = readCursor(query.cursor, 1) ?? [null];
    if (before !== null && !isUUID(before)) throw badCursor();
    const rows = await this.repository.list(
      query.limit + 1,
      before === null || before === undefined ? null : String(before),
    );
    return page(rows.map(viewOf), query.limit, ({ id }) => [id]);
  }

  /** Computes the snapshot anew from the present facts, as of the time it was taken. */
  async verify(id: string): Promise<Verification> {
    const { from, to, scope, createdAt, ...kept } = await this.require(id);
    const present = digest(await this.windows.windowData(scope, from, to, createdAt));
    return {
      id,
      same: kept.body === present.body && kept.factsSha256 === present.factsSha256,
      kept: digestView(kept),
      present: digestView(present),
      metrics: dataOf(present).metrics,
      checkedAt: this.clock.now().toISOString(),
    };
  }

  async compare(before: string, after: string): Promise<ComparisonView> {
    const one = await this.require(before);
    const other = await this.require(after);
    return {
      before: headOf(one),
      after: headOf(other),
      ...compareWindows(sideOf(one), sideOf(other), `${before} ${after}`),
    };
  }

  private async require(id: string): Promise<StoredSnapshot> {
    const snapshot = isUUID(id) ? await this.repository.find(id) : null;
    if (!snapshot) throw unknownSnapshot(id);
    return snapshot;
  }

  private async requireScope({ service, team, environment }: Scope): Promise<void> {
    if (team !== undefined && !(await this.catalog.team(team))) throw unknownTeam(team);
    if (service !== undefined && environment !== undefined) await this.catalog.requireEnvironment(service, environment);
    else if (service !== undefined) await this.catalog.requireService(service);
  }
}

type Digest = Pick<StoredSnapshot, 'body' | 'sha256' | 'factsCount' | 'factsSha256'>;

function digest({ facts, ...data }: WindowData): Digest {
  const body = canonicalJson(data);
  return { body, sha256: sha256(body), factsCount: facts.length, factsSha256: sha256(facts.join('\n')) };
}

function digestView({ sha256: hash, factsCount, factsSha256 }: Digest): Verification['kept'] {
  return { sha256: hash, facts: { count: factsCount, sha256: factsSha256 } };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function dataOf({ body }: Digest): KeptData {
  return JSON.parse(body) as KeptData;
}

function sideOf(snapshot: StoredSnapshot): Side {
  return { from: snapshot.from, to: snapshot.to, asOf: snapshot.createdAt, data: dataOf(snapshot) };
}

function headOf({ id, name, scope: kept, from, to }: StoredSnapshot) {
  const { drills, drill, ...scope } = kept;
  const counted = drillsCounted({ drills, drill });
  return { id, name, scope, drills: counted, from: from.toISOString(), to: to.toISOString() };
}

function viewOf(snapshot: StoredSnapshot): SnapshotView {
  return {
    ...headOf(snapshot),
    metrics: dataOf(snapshot).metrics,
    facts: { count: snapshot.factsCount, sha256: snapshot.factsSha256 },
    createdAt: snapshot.createdAt.toISOString(),
    createdBy: snapshot.createdBy,
  };
}
