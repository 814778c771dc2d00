import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../../identity/index.js';
import { Ids, type Tx } from '../../platform/index.js';
import { FlagActed } from '../flags.events.js';

export const HISTORY_ACTIONS = [
  'create',
  'import',
  'change',
  'extend',
  'flip',
  'kill',
  'drill',
  'complete',
  'archive',
  'revive',
  'rules',
  'request_change',
  'edit_request',
  'approve_request',
  'reject_request',
  'withdraw_request',
  'schedule',
  'cancel_schedule',
  'refuse_schedule',
  'review_kill',
  'keep_off',
  'gone_from_code',
  'back_in_code',
] as const;
export type HistoryAction = (typeof HISTORY_ACTIONS)[number];

export interface HistoryEntry {
  flag: string;
  action: HistoryAction;
  actor: Actor;
  environment?: string;
  reason?: string;
  incident?: string | null;
  detail?: Record<string, unknown>;
  revision: number;
  at: Date;
}

/** The name that an act is shown under: the person behind the token, else the token's. */
export function nameOf(actor: Actor): string {
  return actor.person ?? actor.name;
}

/** Writes down who did what to a flag, in its history and in the audit log, with the act itself, and tells it. */
@Injectable()
export class History {
  constructor(
    private readonly ids: Ids,
    private readonly audit: Audit,
  ) {}

  async record(tx: Tx, entry: HistoryEntry): Promise<void> {
    const { flag, action, actor, environment = null, reason = null, incident = null, detail = {} } = entry;
    const id = this.ids.next();
    await tx.execute(
      `insert into flag_history (id, flag, environment, action, actor, token, person, reason, incident, detail, revision, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        id,
        flag,
        environment,
        action,
        nameOf(actor),
        actor.kind === 'token' ? actor.id : null,
        actor.person,
        reason,
        incident,
        JSON.stringify(detail),
        entry.revision,
        entry.at,
      ],
    );
    const { revision } = entry;
    const act = { id, flag, action, environment, actor: nameOf(actor), reason, incident, detail, revision };
    await tx.publish(FlagActed, { ...act, at: entry.at.toISOString() });
    const audited = {
      ...detail,
      ...(environment === null ? {} : { environment }),
      ...(reason === null ? {} : { reason }),
    };
    await this.audit.record(tx, {
      actor,
      action: `flag.${action}`,
      subject: `flag:${flag}`,
      detail: incident === null ? audited : { ...audited, incident },
    });
  }

  /** Many acts of one actor at once. Their audit is one entry, which the caller writes. */
  async recordMany(tx: Tx, entries: HistoryEntry[]): Promise<void> {
    const rows = entries.map(({ actor, ...entry }) => ({
      ...entry,
      id: this.ids.next(),
      actor: nameOf(actor),
      token: actor.kind === 'token' ? actor.id : null,
      person: actor.person,
    }));
    await tx.execute(
      `insert into flag_history (id, flag, environment, action, actor, token, person, reason, incident, detail, revision, at)
       select id, flag, environment, action, actor, token, person, reason, incident, coalesce(detail, '{}'), revision, at
       from json_to_recordset($1::json) as h (id uuid, flag text, environment text, action text, actor text, token text,
         person text, reason text, incident text, detail jsonb, revision bigint, at timestamptz)`,
      [JSON.stringify(rows)],
    );
  }
}
