import { Injectable } from '@nestjs/common';
import type { Queryable, Tx } from '../../platform/index.js';
import { cellOf, type Cell, type Failure, type IncidentCounts } from '../domain/cell.js';
import { CellCache } from './cell-cache.js';
import { CellRowsReads, type Place } from './cell-rows.reads.js';
import type { StoredCell } from './stored-cell.js';

interface CellRow extends Place {
  revision: string;
  day: string;
  finishes: Buffer;
  failed: number;
  rework: number;
  leads: Buffer;
  unattributed: number;
  unattributedFirst: number;
  incidents: number[];
  failures: Failure[];
}

/** A cell may be written between the look at its revision and at itself; after so many times it is read in one go. */
const TRIES = 4;

const COLUMNS = `revision::text as revision, service, environment, day::text as day, finishes, failed, rework, leads, unattributed,
  unattributed_first as "unattributedFirst", incidents, failures`;

const FROM = `from unnest($1::text[], $2::text[]) p(s, e)
  join dora_cells c on c.service = p.s and c.environment = p.e and c.day >= $3::date and c.day < $4::date`;

/** The service-day cells. */
@Injectable()
export class CellsRepository {
  private readonly cache = new CellCache();

  constructor(private readonly rows: CellRowsReads) {}

  /**
   * Cells of these places on days in `[from, to)`, as they were at one moment: the list of their revisions is read at that
   * moment, and a revision never means anything else, so those that this process has read before need no reading.
   */
  async between(on: Queryable, places: Place[], from: string, to: string): Promise<readonly StoredCell[]> {
    const where = [places.map((place) => place.service), places.map((place) => place.environment), from, to];
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const [row] = await on.query<{ revisions: string | null }>(
        `select string_agg(revision::text, ',') as revisions ${FROM}`,
        where,
      );
      const revisions = row?.revisions?.split(',') ?? [];
      const unread = revisions.filter((revision) => !this.cache.has(revision));
      const fresh = await this.read(on, unread);
      if (fresh.size < unread.length) continue;
      const cells = revisions.flatMap((revision) => this.cache.get(revision) ?? fresh.get(revision) ?? []);
      if (cells.length === revisions.length) return cells;
    }
    return (await on.query<CellRow>(`select ${COLUMNS} ${FROM}`, where)).map(storedCell);
  }

  private async read(on: Queryable, revisions: string[]): Promise<Map<string, StoredCell>> {
    const found = new Map<string, StoredCell>();
    if (revisions.length === 0) return found;
    const rows = await on.query<CellRow>(`select ${COLUMNS} from dora_cells where revision = any($1::bigint[])`, [
      revisions,
    ]);
    for (const row of rows) found.set(row.revision, storedCell(row));
    for (const [revision, cell] of found) this.cache.add(revision, cell);
    return found;
  }

  /** Counts these days again; writes the cells that differ and returns how many. */
  async recount(tx: Tx, place: Place, days: string[]): Promise<number> {
    if (days.length === 0) return 0;
    const ranges = days.map((day) => ({ from: new Date(`${day}T00:00:00Z`), to: dayAfter(day) }));
    const found = await this.rows.read(tx, [place], ranges);
    const counted = new Map(found.map(({ range, rows }) => [days[range], rows]));
    const stored = await tx.query<CellRow>(
      `select ${COLUMNS} from dora_cells where service = $1 and environment = $2 and day = any($3::date[])`,
      [place.service, place.environment, days],
    );
    const present = new Map(stored.map((row) => [row.day, encode(storedCell(row).cell)]));
    const differ: { day: string; cell: Encoded }[] = [];
    const gone: string[] = [];
    for (const day of days) {
      const rows = counted.get(day);
      const now = present.get(day);
      if (!rows) {
        if (now) gone.push(day);
        continue;
      }
      const cell = encode(cellOf(rows));
      if (!now || !equal(now, cell)) differ.push({ day, cell });
    }
    if (gone.length > 0) await this.remove(tx, place, gone);
    if (differ.length > 0) await this.save(tx, place, differ);
    return gone.length + differ.length;
  }

  private remove(tx: Tx, { service, environment }: Place, days: string[]): Promise<number> {
    return tx.execute(`delete from dora_cells where service = $1 and environment = $2 and day = any($3::date[])`, [
      service,
      environment,
      days,
    ]);
  }

  private async save(tx: Tx, { service, environment }: Place, days: { day: string; cell: Encoded }[]): Promise<void> {
    const cells = days.map(({ cell }) => cell);
    await tx.execute(
      `insert into dora_cells (service, environment, day, finishes, failed, rework, leads, unattributed, unattributed_first,
         incidents, failures, written_at)
       select $1, $2, u.day, finishes, failed, rework, leads, unattributed, unattributed_first, incidents::int[], failures, $12
       from unnest($3::date[], $4::bytea[], $5::int[], $6::int[], $7::bytea[], $8::int[], $9::int[], $10::text[], $11::jsonb[])
         u(day, finishes, failed, rework, leads, unattributed, unattributed_first, incidents, failures)
       on conflict (service, environment, day) do update set finishes = excluded.finishes, failed = excluded.failed,
         rework = excluded.rework, leads = excluded.leads, unattributed = excluded.unattributed,
         unattributed_first = excluded.unattributed_first, incidents = excluded.incidents, failures = excluded.failures,
         written_at = excluded.written_at, revision = excluded.revision`,
      [
        service,
        environment,
        days.map(({ day }) => day),
        cells.map((cell) => cell.finishes),
        cells.map((cell) => cell.failed),
        cells.map((cell) => cell.rework),
        cells.map((cell) => cell.leads),
        cells.map((cell) => cell.unattributed),
        cells.map((cell) => cell.unattributedFirst),
        cells.map((cell) => `{${cell.incidents.join()}}`),
        cells.map((cell) => cell.failures),
        tx.now,
      ],
    );
  }
}

interface Encoded {
  finishes: Buffer;
  failed: number;
  rework: number;
  leads: Buffer;
  unattributed: number;
  unattributedFirst: number;
  incidents: number[];
  failures: string;
}

function encode(cell: Cell): Encoded {
  const { finishes, failed, rework, leads, unattributed, unattributedFirst, incidents } = cell;
  return {
    finishes: Buffer.from(finishes.buffer, finishes.byteOffset, finishes.byteLength),
    failed,
    rework,
    leads,
    unattributed,
    unattributedFirst,
    incidents: [incidents.total, incidents.external, incidents.unlinked, incidents.duplicates],
    failures: canonical(cell.failures),
  };
}

/** jsonb forgets the order of keys, so both sides are written in one. */
function canonical(failures: Failure[]): string {
  return JSON.stringify(
    failures.map(({ deployment, impacts }) => ({
      deployment,
      impacts: impacts.map(({ startedAt, restoredAt, mode, holdsFrom, resolvedAt, restoredFrom }) => ({
        startedAt,
        restoredAt,
        mode,
        holdsFrom,
        resolvedAt,
        restoredFrom,
      })),
    })),
  );
}

function equal(a: Encoded, b: Encoded): boolean {
  return (
    a.failed === b.failed &&
    a.rework === b.rework &&
    a.unattributed === b.unattributed &&
    a.unattributedFirst === b.unattributedFirst &&
    a.failures === b.failures &&
    a.incidents.join() === b.incidents.join() &&
    a.finishes.equals(b.finishes) &&
    a.leads.equals(b.leads)
  );
}

function storedCell(row: CellRow): StoredCell {
  const { service, environment, day, failed, rework, leads, unattributed, unattributedFirst, failures } = row;
  const [total = 0, external = 0, unlinked = 0, duplicates = 0] = row.incidents;
  const incidents: IncidentCounts = { total, external, unlinked, duplicates };
  // Copied: a Float64Array must begin at a multiple of eight bytes, and what is kept must not hold a whole answer.
  const finishes = new Float64Array(new Uint8Array(row.finishes).buffer);
  return {
    service,
    environment,
    day,
    cell: { finishes, failed, rework, leads: Buffer.from(leads), unattributed, unattributedFirst, incidents, failures },
  };
}

export function dayAfter(day: string): Date {
  return new Date(new Date(`${day}T00:00:00Z`).getTime() + 86_400_000);
}
