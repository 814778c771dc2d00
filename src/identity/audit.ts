import { Injectable } from '@nestjs/common';
import { Db, Ids, type Tx } from '../platform/index.js';
import type { Actor } from './actor.js';
import { hintOf } from './domain/audit-hint.js';

export interface AuditEntry {
  actor: Actor;
  /** What was done, such as `flag.kill`. */
  action: string;
  /** To what, such as `flag:checkout-new`. */
  subject: string;
  detail?: Record<string, unknown>;
}

export interface AuditRow {
  id: string;
  at: Date;
  actorKind: string;
  actorId: string;
  actorName: string;
  person: string | null;
  action: string;
  subject: string;
  detail: Record<string, unknown>;
  correlationId: string;
}

/** Who did what, when. Written in the transaction of the act itself; never changed afterwards. */
@Injectable()
export class Audit {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
  ) {}

  async record(tx: Tx, entry: AuditEntry): Promise<void> {
    const { actor } = entry;
    await tx.execute(
      `insert into audit_log (id, at, actor_kind, actor_id, actor_name, person, action, subject, detail, correlation_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        this.ids.next(),
        tx.now,
        actor.kind,
        actor.id,
        actor.name,
        actor.person,
        entry.action,
        entry.subject,
        JSON.stringify(entry.detail ?? {}),
        tx.correlationId,
      ],
    );
    tx.announce('audit');
    const hint = hintOf(entry.action, entry.subject);
    if (hint) tx.announce(hint.topic, hint.key);
  }

  /** Newest first. A filter that ends in `*` asks for all that begin so. */
  async list(filter: { subject?: string; action?: string }, limit: number, before: string | null): Promise<AuditRow[]> {
    return this.db.query<AuditRow>(
      `select id, at, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName", person, action, subject, detail,
              correlation_id as "correlationId"
       from audit_log
       where ($1::text is null or subject = $1) and ($2::text is null or starts_with(subject, $2))
         and ($3::text is null or action = $3) and ($4::text is null or starts_with(action, $4))
         and ($5::uuid is null or id < $5::uuid)
       order by id desc limit $6`,
      [...exactOrBeginning(filter.subject), ...exactOrBeginning(filter.action), before, limit],
    );
  }
}

function exactOrBeginning(filter: string | undefined): [string | null, string | null] {
  if (filter === undefined) return [null, null];
  return filter.endsWith('*') ? [null, filter.slice(0, -1)] : [filter, null];
}
