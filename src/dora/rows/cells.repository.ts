import { Injectable } from '@nestjs/common';
import type { Queryable, Tx } from '../../platform/index.js';
import { cellOf, NO_ROWS, type Cell, type Failure, type IncidentCounts } from '../domain/cell.js';
import { CellRowsReads, type Place } from './cell-rows.reads.js';

interface CellRow extends Place {
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

export interface StoredCell extends Place {
  /** YYYY-MM-DD, UTC. */
  day: string;
  cell: Cell;
}

const COLUMNS = `service, environment, day::text as day, finishes, failed, rework, leads, unattributed,
  unattributed_first as "unattributedFirst", incidents, failures`;

/** The service-day cells. */
@Injectable()
export class CellsRepository {
  constructor(private readonly rows: CellRowsReads) {}

  /** Cells of these places on days in `[from, to)`. */
  async between(on: Queryable, places: Place[], from: string, to: string): Promise<StoredCell[]> {
    const rows = await on.query<CellRow>(
      `select ${COLUMNS} from dora_cells c
       join unnest($1::text[], $2::text[]) p(s, e) on c.service = p.s and c.environment = p.e
       where day >= $3::date and day < $4::date`,
      [places.map((place) => place.service), places.map((place) => place.environment), from, to],
    );
    return rows.map(storedCell);
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
    let written = 0;
    for (const day of days) {
      const rows = counted.get(day);
      const next = encode(cellOf(rows ?? NO_ROWS));
      const now = present.get(day);
      if (!rows) {
        if (now) written += await this.remove(tx, place, day);
      } else if (!now || !equal(now, next)) {
        await this.save(tx, place, day, next);
        written += 1;
      }
    }
    return written;
  }

  private remove(tx: Tx, { service, environment }: Place, day: string): Promise<number> {
    return tx.execute(`delete from dora_cells where service = $1 and environment = $2 and day = $3::date`, [
      service,
      environment,
      day,
    ]);
  }

  private async save(tx: Tx, { service, environment }: Place, day: string, cell: Encoded): Promise<void> {
    await tx.execute(
      `insert into dora_cells (service, environment, day, finishes, failed, rework, leads, unattributed, unattributed_first,
         incidents, failures, written_at)
       values ($1, $2, $3::date, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12)
       on conflict (service, environment, day) do update set finishes = excluded.finishes, failed = excluded.failed,
         rework = excluded.rework, leads = excluded.leads, unattributed = excluded.unattributed,
         unattributed_first = excluded.unattributed_first, incidents = excluded.incidents, failures = excluded.failures,
         written_at = excluded.written_at`,
      [
        service,
        environment,
        day,
        cell.finishes,
        cell.failed,
        cell.rework,
        cell.leads,
        cell.unattributed,
        cell.unattributedFirst,
        cell.incidents,
        cell.failures,
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
  // Copied: a Float64Array must begin at a multiple of eight bytes.
  const finishes = new Float64Array(new Uint8Array(row.finishes).buffer);
  return {
    service,
    environment,
    day,
    cell: { finishes, failed, rework, leads, unattributed, unattributedFirst, incidents, failures },
  };
}

export function dayAfter(day: string): Date {
  return new Date(new Date(`${day}T00:00:00Z`).getTime() + 86_400_000);
}
