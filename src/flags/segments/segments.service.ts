import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../../identity/index.js';
import { Db, invalidFields, page, requireMatch, type Page, type Queryable, type Tx } from '../../platform/index.js';
import { ChangeControl } from '../control/change-control.js';
import { RulesReader } from '../domain/rules-shape.js';
import type { AttributeCondition, Segment } from '../domain/rules.js';
import { Rulesets } from '../evaluation/rulesets.js';
import { segmentNotFound, segmentUnderPolicy, segmentUsed } from '../flags.errors.js';
import { FlagsRepository } from '../inventory/flags.repository.js';
import { nameOf } from '../inventory/history.js';
import type { SegmentBody, SegmentUse, SegmentView } from './segments.contract.js';

type Row = Omit<SegmentView, 'updatedAt' | 'conditions'> & { updatedAt: Date; conditions: AttributeCondition[] };

const SELECT = `
  with uses as (
    select distinct c ->> 'segment' as segment, e.flag, e.environment, e.position, e.on_state and e.present as "on"
    from flag_environments e, json_array_elements(e.rules) r, json_array_elements(r -> 'conditions') c
    where e.rules::text like '%_segment"%' and c ->> 'segment' is not null)
  select s.key, s.name, s.description, s.match, s.conditions, s.updated_at as "updatedAt", s.updated_by as "updatedBy",
    coalesce((
      select json_agg(json_build_object('flag', f.key, 'name', f.name, 'service', f.service,
        'environment', u.environment, 'on', u."on", 'stage', f.stage) order by f.key, u.position)
      from uses u join flags f on f.key = u.flag where u.segment = s.key), '[]') as "usedBy"
  from segments s`;

/** Groups of contexts that rules of many flags share. */
@Injectable()
export class Segments {
  constructor(
    private readonly db: Db,
    private readonly audit: Audit,
    private readonly flags: FlagsRepository,
    private readonly rulesets: Rulesets,
    private readonly control: ChangeControl,
  ) {}

  async get(key: string, on: Queryable = this.db): Promise<SegmentView> {
    const view = await this.find(key, on);
    if (view === null) throw segmentNotFound(key);
    return view;
  }

  async list(q: string | null, limit: number, after: string | null): Promise<Page<SegmentView>> {
    const rows = await this.db.query<Row>(
      `${SELECT} where not s.deleted and ($1::text is null or strpos(lower(s.key || ' ' || s.name), lower($1)) > 0)
         and ($2::text is null or s.key > $2) order by s.key limit $3`,
      [q, after, limit + 1],
    );
    const { items, nextCursor } = page(rows, limit, ({ key }) => [key]);
    return { items: items.map(viewOf), nextCursor };
  }

  /**
   * Creates or replaces. Flags that use it answer by it at once; throws `segment_under_policy` (conflict) where one of them
   * answers by it in an environment where changes need approval.
   */
  async put(
    key: string,
    body: SegmentBody,
    ifMatch: string | undefined,
    actor: Actor,
  ): Promise<{ view: SegmentView; created: boolean }> {
    const { match, conditions } = segmentOf(key, body);
    const result = await this.db.transaction(async (tx) => {
      await tx.queueFor(`segment:${key}`);
      await tx.query(`select key from segments where key = $1 for update`, [key]);
      const before = await this.find(key, tx);
      requireMatch(ifMatch, before && versionOf(before));
      const { name, description = null } = body;
      const same = { name, description, match, conditions };
      if (before !== null && JSON.stringify(same) === JSON.stringify(contentOf(before))) {
        return { view: before, created: false };
      }
      if (before !== null && !isWho(before, match, conditions)) await this.requireUncovered(tx, before);
      const revision = await this.flags.nextRevision(tx);
      await tx.execute(
        `insert into segments (key, name, description, match, conditions, revision, created_at, created_by, updated_at, updated_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8)
         on conflict (key) do update set name = $2, description = $3, match = $4, conditions = $5, revision = $6,
           updated_at = $7, updated_by = $8, deleted = false`,
        [key, name, description, match, JSON.stringify(conditions), revision, tx.now, nameOf(actor)],
      );
      const detail = { ...(before === null ? {} : { before: contentOf(before) }), after: same };
      await this.audit.record(tx, { actor, action: 'segment.put', subject: `segment:${key}`, detail });
      return { view: await this.get(key, tx), created: before === null };
    });
    await this.rulesets.catchUp();
    return result;
  }

  /** Throws `conflict` while a flag uses it, whatever its stage: it may come back. One that is gone already changes nothing. */
  async delete(key: string, ifMatch: string | undefined, actor: Actor): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query(`select key from segments where key = $1 for update`, [key]);
      const before = await this.find(key, tx);
      if (before === null) return;
      requireMatch(ifMatch, before && versionOf(before));
      if (before.usedBy.length > 0) throw segmentUsed(key, before.usedBy);
      const revision = await this.flags.nextRevision(tx);
      await tx.execute(`update segments set deleted = true, revision = $2 where key = $1`, [key, revision]);
      const detail = { before: contentOf(before) };
      await this.audit.record(tx, { actor, action: 'segment.delete', subject: `segment:${key}`, detail });
    });
    await this.rulesets.catchUp();
  }

  /**
   * Its flags may be of services with different policies, so that no request for one of them could speak for it. Whoever puts
   * a change in place there holds the segment, so that what is seen here stays so.
   */
  private async requireUncovered(tx: Tx, { key, usedBy }: SegmentView): Promise<void> {
    const places = new Map<string, boolean>();
    const covered: SegmentUse[] = [];
    for (const use of answering(usedBy)) {
      const { service, environment } = use;
      const place = `${service} ${environment}`;
      const known = places.get(place) ?? (await this.control.isCovered(tx, service, environment));
      places.set(place, known);
      if (known) covered.push(use);
    }
    if (covered.length > 0) throw segmentUnderPolicy(key, covered);
  }

  private async find(key: string, on: Queryable): Promise<SegmentView | null> {
    const [row] = await on.query<Row>(`${SELECT} where s.key = $1 and not s.deleted`, [key]);
    return row === undefined ? null : viewOf(row);
  }
}

/** Reads a segment from a body. Throws `invalid` naming every fault. */
export function segmentOf(key: string, body: SegmentBody): Segment {
  const reader = new RulesReader();
  const conditions = reader.attributeConditions(body.conditions, 'conditions');
  const faults = [...reader.faults];
  if (body.conditions.length === 0)
    faults.push({ field: 'conditions', code: 'missing', detail: 'must hold at least one condition' });
  if (faults.length > 0) throw invalidFields(faults);
  return { key, match: body.match ?? 'all', conditions };
}

/** What an entity tag of a segment covers: what people change, not who uses it by now. */
export function versionOf(view: SegmentView): object {
  return { key: view.key, ...contentOf(view) };
}

/** Where an edit of the segment changes answers. */
export function answering(uses: SegmentUse[]): SegmentUse[] {
  return uses.filter(({ on, stage }) => on && stage !== 'archived');
}

function isWho(view: SegmentView, match: Segment['match'], conditions: Segment['conditions']): boolean {
  return view.match === match && JSON.stringify(view.conditions) === JSON.stringify(conditions);
}

function contentOf({ name, description, match, conditions }: SegmentView): object {
  return { name, description, match, conditions };
}

function viewOf({ updatedAt, usedBy, ...row }: Row): SegmentView {
  const uses: SegmentUse[] = usedBy;
  return { ...row, usedBy: uses, updatedAt: updatedAt.toISOString() };
}
