import { Injectable } from '@nestjs/common';
import { Ids, type Queryable, type Tx } from '../../platform/index.js';
import { SINGLE_PARTS, type LabPart } from '../domain/lab-parts.js';

export interface LabRecord {
  part: string;
  record: unknown;
}

/** Records of the lab, in the order in which they came. */
@Injectable()
export class LabRecords {
  constructor(private readonly ids: Ids) {}

  /** `part`: of that one alone. */
  async of(drill: string, on: Queryable, part: LabPart | null = null): Promise<LabRecord[]> {
    return on.query<LabRecord>(
      `select part, record from drill_evidence where drill = $1 and ($2::text is null or part = $2) order by id`,
      [drill, part],
    );
  }

  async count(drill: string, on: Queryable): Promise<number> {
    const [row] = await on.query<{ count: number }>(
      `select count(*)::int as count from drill_evidence where drill = $1`,
      [drill],
    );
    return row?.count ?? 0;
  }

  /** A record of a single part takes the place of the one before. */
  async add(tx: Tx, drill: string, records: LabRecord[], by: string): Promise<void> {
    const single = records.map(({ part }) => part).filter((part) => SINGLE_PARTS.has(part));
    await tx.execute(`delete from drill_evidence where drill = $1 and part = any($2::text[])`, [drill, single]);
    await tx.execute(
      `insert into drill_evidence (id, drill, part, record, at, by)
       select id, $2, part, record::json, $5, $6 from unnest($1::uuid[], $3::text[], $4::text[]) as given (id, part, record)`,
      [
        records.map(() => this.ids.next()),
        drill,
        records.map(({ part }) => part),
        records.map(({ record }) => JSON.stringify(record)),
        tx.now,
        by,
      ],
    );
  }
}
