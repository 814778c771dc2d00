import { Injectable } from '@nestjs/common';
import { Db, type Queryable, type Tx } from '../../platform/index.js';
import type { AlertSeverity } from '../domain/alert.js';

export const SOURCE_KINDS = ['events_v2', 'alertmanager'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Something that sends alerts of one service. Its key is known only by its hash. */
export interface AlertSource {
  id: string;
  service: string;
  kind: SourceKind;
  /** Whether an incident is declared for each alert. */
  declare: boolean;
  /** Severity of alerts that say none. */
  severity: AlertSeverity;
  environment: string | null;
  createdAt: Date;
  createdBy: string;
}

const SOURCE = `id, service, kind, declare, severity, environment, created_at as "createdAt", created_by as "createdBy"`;

@Injectable()
export class AlertSourcesRepository {
  constructor(private readonly db: Db) {}

  async add(tx: Tx, source: AlertSource, keySha256: Buffer): Promise<void> {
    const { id, service, kind, declare, severity, environment, createdAt, createdBy } = source;
    await tx.execute(
      `insert into alert_sources (id, service, kind, key_sha256, declare, severity, environment, created_at, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, service, kind, keySha256, declare, severity, environment, createdAt, createdBy],
    );
  }

  async byKey(keySha256: Buffer, kind: SourceKind, on: Queryable = this.db): Promise<AlertSource | null> {
    const [row] = await on.query<AlertSource>(
      `select ${SOURCE} from alert_sources where key_sha256 = $1 and kind = $2 and deleted_at is null`,
      [keySha256, kind],
    );
    return row ?? null;
  }

  async ofService(service: string, limit: number, after: string | null): Promise<AlertSource[]> {
    return this.db.query<AlertSource>(
      `select ${SOURCE} from alert_sources
       where service = $1 and deleted_at is null and ($2::uuid is null or id > $2) order by id limit $3`,
      [service, after, limit],
    );
  }

  /** Its alerts stay, so the row does too. Null where there is no such source. */
  async delete(tx: Tx, id: string): Promise<AlertSource | null> {
    const [row] = await tx.query<AlertSource>(
      `update alert_sources set deleted_at = $2 where id = $1 and deleted_at is null returning ${SOURCE}`,
      [id, tx.now],
    );
    return row ?? null;
  }
}
