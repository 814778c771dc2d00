import { Injectable } from '@nestjs/common';
import { badCursor, Db, keyCursor, page, readCursor, type Page } from '../../platform/index.js';
import { FlagReads, type InventoryFlag } from '../flags.reads.js';
import { flagNotFound } from '../flags.errors.js';
import { flagOf, SELECT_FLAGS, type FlagRow } from './flag.rows.js';
import type { FlagsQuery, HistoryView } from './flags.contract.js';
import type { PageQuery } from '../../platform/index.js';

const FLAGS_A_READ = 500;

type HistoryRow = Omit<HistoryView, 'at'> & { at: Date; seq: number };

/** Lists for screens. */
@Injectable()
export class InventoryReads {
  constructor(
    private readonly db: Db,
    private readonly flags: FlagReads,
  ) {}

  /** Flags by key. What a flag owes depends on the present, so that filter reads on until the page is full. */
  async list(query: FlagsQuery): Promise<Page<InventoryFlag>> {
    let after = keyCursor(query.cursor);
    const found: InventoryFlag[] = [];
    const wanted = query.limit + 1;
    const { debt } = query;
    for (;;) {
      const size = debt === undefined ? wanted : FLAGS_A_READ;
      const flags = await this.flags.withDebt(await this.read(query, after, size));
      found.push(...flags.filter((flag) => owes(flag, debt)));
      if (flags.length < size || found.length >= wanted) break;
      after = flags.at(-1)?.key ?? null;
    }
    return page(found.slice(0, wanted), query.limit, (flag) => [flag.key]);
  }

  async get(key: string): Promise<InventoryFlag> {
    const flag = await this.flags.flag(key);
    if (flag === null) throw flagNotFound(key);
    return flag;
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

  private async read(query: FlagsQuery, after: string | null, limit: number): Promise<InventoryFlag[]> {
    const owner = ownerFilter(query.owner);
    const rows = await this.db.query<FlagRow>(
      `${SELECT_FLAGS}
       where ($1::text is null or f.service = $1) and ($2::text is null or f.stage = $2)
         and ($3::text is null or f.owner_team = $3 or ($4::text is not null and f.owner_person = $4))
         and ($4::text is null or f.owner_person = $4 or ($3::text is not null and f.owner_team = $3))
         and ($5::text is null or strpos(lower(f.key || ' ' || f.name || ' ' || coalesce(f.description, '')), lower($5)) > 0)
         and ($6::text is null or f.key > $6)
       order by f.key limit $7`,
      [query.service ?? null, query.stage ?? null, owner.team, owner.person, query.q ?? null, after, limit],
    );
    return rows.map((row) => ({ ...flagOf(row), debt: [] }));
  }
}

function historyView(row: HistoryRow): HistoryView {
  const { id, action, actor, person, environment, reason, incident, detail, revision } = row;
  return { id, action, at: row.at.toISOString(), actor, person, environment, reason, incident, detail, revision };
}

function owes(flag: InventoryFlag, debt: FlagsQuery['debt']): boolean {
  if (debt === undefined) return true;
  return debt === 'any' ? flag.debt.length > 0 : flag.debt.includes(debt);
}

function ownerFilter(owner: string | undefined): { team: string | null; person: string | null } {
  if (owner === undefined) return { team: null, person: null };
  const [, kind, key] = /^(team|person):(.*)$/s.exec(owner) ?? [];
  if (kind === 'team') return { team: key ?? '', person: null };
  if (kind === 'person') return { team: null, person: key ?? '' };
  return { team: owner, person: owner };
}
