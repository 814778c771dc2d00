import { Injectable } from '@nestjs/common';
import { badCursor, Clock, Db, isInstant, page, readCursor, type Page } from '../../platform/index.js';
import type { DebtRule } from '../domain/debt.js';
import { NEVER_USED, usageOf, type UsageState } from '../domain/usage.js';
import { ExposureReads } from '../exposure/exposure.reads.js';
import { KnownUsage } from '../exposure/known-usage.js';
import { usageView } from '../exposure/exposure.view.js';
import { FlagReads, type InventoryFlag } from '../flags.reads.js';
import { flagNotFound } from '../flags.errors.js';
import { DebtReads } from './debt.reads.js';
import { filterOf, MATCHES, ORDERS, type FilterValue } from './flag-list.sql.js';
import type { FlagsQuery, HistoryView } from './flags.contract.js';
import type { ListedFlag } from './flags.view.js';
import type { PageQuery } from '../../platform/index.js';

type Keyed = { key: string; at: Date | null };
type HistoryRow = Omit<HistoryView, 'at'> & { at: Date; seq: number };

/** Lists for screens. */
@Injectable()
export class InventoryReads {
  constructor(
    private readonly db: Db,
    private readonly flags: FlagReads,
    private readonly debts: DebtReads,
    private readonly exposure: ExposureReads,
    private readonly known: KnownUsage,
    private readonly clock: Clock,
  ) {}

  /** One page of flags, and how many there are on all pages. */
  async list(query: FlagsQuery): Promise<Page<ListedFlag> & { total: number }> {
    const [owing, used] = await Promise.all([this.owing(query.debt), this.used(query)]);
    const keys = owing === null ? used && [...used] : owing.filter((key) => used?.has(key) ?? true);
    const filter = [...filterOf(query), keys];
    const { rows, total } = await this.keys(query, filter);
    const { items, nextCursor } = page(rows, query.limit, ({ key, at }) => [
      query.sort,
      at?.toISOString() ?? null,
      key,
    ]);
    const flags = await this.flags.ofKeys(items.map(({ key }) => key));
    return { items: await this.withUsage(flags, query.usageDays), nextCursor, total };
  }

  /** Keys of the flags that owe this; null: whatever they owe. */
  private async owing(rule: DebtRule | 'any' | undefined): Promise<string[] | null> {
    if (rule === undefined) return null;
    const owing = await this.debts.owing();
    return [...owing].flatMap(([key, debt]) => (rule === 'any' || debt.includes(rule) ? [key] : []));
  }

  /** Keys of the flags that were used so; null: however they were used. */
  private async used({ usage, usageDays }: FlagsQuery): Promise<Set<string> | null> {
    if (usage === undefined) return null;
    const [flags, { facts }] = await Promise.all([
      this.db.query<{ key: string; createdAt: Date }>(`select key, created_at as "createdAt" from flags`),
      this.known.all(),
    ]);
    const now = this.clock.now();
    const state = (key: string, createdAt: Date): UsageState =>
      usageOf(facts.get(key) ?? NEVER_USED, createdAt, now, usageDays);
    return new Set(flags.flatMap(({ key, createdAt }) => (state(key, createdAt) === usage ? [key] : [])));
  }

  private async withUsage(flags: InventoryFlag[], days?: number): Promise<ListedFlag[]> {
    const facts = await this.exposure.usage(flags.map(({ key }) => key));
    const now = this.clock.now();
    return flags.map((flag) => ({
      ...flag,
      usage: usageView(facts.get(flag.key) ?? NEVER_USED, flag.createdAt, now, days),
    }));
  }

  /** One page of keys and one more, and how many there are on all pages. */
  private async keys(query: FlagsQuery, filter: FilterValue[]): Promise<{ rows: Keyed[]; total: number }> {
    const order = ORDERS[query.sort];
    const after = placeOf(query);
    const rows = await this.db.query<{ total: number; key: string | null; at: Date | null }>(
      `with f as materialized (select f.key, f.expires_at, f.updated_at from flags f where ${MATCHES}),
       p as (select f.key, ${order.value} as at, row_number() over (order by ${order.by}) as place from f
         where $8::text is null or ${order.after} order by ${order.by} limit $9)
       select t.total, p.key, p.at from (select count(*)::int as total from f) t left join p on true order by p.place`,
      [...filter, after?.at ?? null, after?.key ?? null, query.limit + 1],
    );
    return {
      rows: rows.flatMap(({ key, at }) => (key === null ? [] : [{ key, at }])),
      total: rows[0]?.total ?? 0,
    };
  }

  /** Every flag (of a service), archived ones too, by key. */
  async whole(service: string | null): Promise<ListedFlag[]> {
    const rows = await this.db.query<{ key: string }>(
      `select key from flags where $1::text is null or service = $1 order by key`,
      [service],
    );
    return this.withUsage(await this.flags.ofKeys(rows.map(({ key }) => key)));
  }

  async get(key: string): Promise<ListedFlag> {
    const flag = await this.flags.flag(key);
    const [listed] = flag === null ? [] : await this.withUsage([flag]);
    if (listed === undefined) throw flagNotFound(key);
    return listed;
  }

  /** What was done to a flag, newest first. */
  async history(key: string, query: PageQuery): Promise<Page<HistoryView>> {
    await this.get(key);
    const before = readCursor(query.cursor, 1)?.[0] ?? null;
    if (before !== null && typeof before !== 'number') throw badCursor();
    const rows = await this.db.query<HistoryRow>(
      `select seq::float8 as seq, id, action, at, actor, person, environment, reason, incident, detail, revision::float8 as revision
       from flag_history where flag = $1 and ($2::float8 is null or seq < $2) order by seq desc limit $3`,
      [key, before, query.limit + 1],
    );
    const { items, nextCursor } = page(rows, query.limit, ({ seq }) => [seq]);
    return { items: items.map(historyView), nextCursor };
  }
}

function historyView(row: HistoryRow): HistoryView {
  const { id, action, actor, person, environment, reason, incident, detail, revision } = row;
  return { id, action, at: row.at.toISOString(), actor, person, environment, reason, incident, detail, revision };
}

/** The flag after which the page begins; null: at the start. */
function placeOf(query: FlagsQuery): { at: string | null; key: string } | null {
  const cursor = readCursor(query.cursor, 3);
  if (cursor === null) return null;
  const [sort, at, key] = cursor;
  const isTime = typeof at === 'string' && isInstant(at);
  if (sort !== query.sort || !(at === null || isTime) || typeof key !== 'string') throw badCursor();
  return { at: isTime ? new Date(at).toISOString() : null, key };
}
