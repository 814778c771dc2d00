import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';
import type { Flag, FlagEnvironment } from '../domain/flag.js';
import { flagOf, SELECT_FLAGS, type FlagRow } from './flag.rows.js';

/** The channel that tells every process of a new revision; payload = the revision. */
export const REVISION_CHANNEL = 'flag_revision';

/** Writes of the flag aggregate. Lock order: flags by key, then the revision. */
@Injectable()
export class FlagsRepository {
  /** Loads a flag and keeps everybody else from changing it until the transaction ends. */
  async lock(tx: Tx, key: string): Promise<Flag | null> {
    await tx.query(`select key from flags where key = $1 for update`, [key]);
    const [row] = await tx.query<FlagRow>(`${SELECT_FLAGS} where f.key = $1`, [key]);
    return row ? flagOf(row) : null;
  }

  /** Keeps everybody else from changing the flags of a service until the transaction ends. */
  async lockOfService(tx: Tx, service: string): Promise<void> {
    await tx.query(`select key from flags where service = $1 order by key for update`, [service]);
  }

  /**
   * Takes the next revision of the inventory and tells the other processes at commit. Writers wait for one another from here
   * to their commit, so it comes late in a transaction.
   */
  async nextRevision(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ revision: number }>(
      `with next as (update flag_revision set revision = revision + 1 returning revision)
       select revision::float8 as revision, pg_notify('${REVISION_CHANNEL}', revision::text) from next`,
    );
    if (!row) throw new Error('The row of flag_revision is missing');
    return row.revision;
  }

  /** False: a flag of that key exists. */
  async insert(tx: Tx, flag: Flag): Promise<boolean> {
    const inserted = await tx.execute(
      `insert into flags (key, name, description, kind, service, owner_team, owner_person, expires_at, removal_ticket, stage,
         outcome, variants, default_variant, off_variant, revision, extensions, runbook, blast_radius, last_drilled_at, created_at,
         updated_at, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $20, $21) on conflict (key) do nothing`,
      [...columnsOf(flag), flag.createdAt, flag.createdBy],
    );
    if (inserted === 0) return false;
    await this.putEnvironments(tx, flag);
    return true;
  }

  /** Many new flags at once; answers the keys of those that came in, the others exist already. */
  async insertMany(tx: Tx, flags: Flag[]): Promise<string[]> {
    const rows = await tx.query<{ key: string }>(
      `insert into flags (key, name, description, kind, service, owner_team, owner_person, expires_at, removal_ticket, stage,
         outcome, variants, default_variant, off_variant, revision, created_at, updated_at, created_by)
       select key, name, description, kind, service, "ownerTeam", "ownerPerson", "expiresAt", "removalTicket", stage,
         outcome, variants, "defaultVariant", "offVariant", revision, "createdAt", "createdAt", "createdBy"
       from json_to_recordset($1::json) as f (key text, name text, description text, kind text, service text, "ownerTeam" text,
         "ownerPerson" text, "expiresAt" timestamptz, "removalTicket" text, stage text, outcome text, variants json,
         "defaultVariant" text, "offVariant" text, revision bigint, "createdAt" timestamptz, "createdBy" text)
       order by key on conflict (key) do nothing returning key`,
      [
        JSON.stringify(
          flags.map(({ owner, ...flag }) => ({ ...flag, ownerTeam: owner.team, ownerPerson: owner.person })),
        ),
      ],
    );
    const inserted = new Set(rows.map(({ key }) => key));
    const states = flags
      .filter(({ key }) => inserted.has(key))
      .flatMap(({ key: flag, environments }) => environments.map((state, position) => ({ flag, position, ...state })));
    await tx.execute(
      `insert into flag_environments (flag, environment, position, present, on_state, rules, otherwise, revision, changed_at)
       select flag, key, position, true, "on", rules, otherwise, revision, "changedAt"
       from json_to_recordset($1::json) as e (flag text, key text, position int, "on" boolean, rules json, otherwise json,
         revision bigint, "changedAt" timestamptz)`,
      [JSON.stringify(states)],
    );
    return [...inserted];
  }

  async update(tx: Tx, flag: Flag): Promise<void> {
    await tx.execute(
      `update flags set name = $2, description = $3, kind = $4, service = $5, owner_team = $6, owner_person = $7,
         expires_at = $8, removal_ticket = $9, stage = $10, outcome = $11, variants = $12, default_variant = $13,
         off_variant = $14, revision = $15, extensions = $16, runbook = $17, blast_radius = $18, last_drilled_at = $19,
         updated_at = $20 where key = $1`,
      [...columnsOf(flag), tx.now],
    );
  }

  /** Writes the state of every environment the flag has. */
  async putEnvironments(tx: Tx, flag: Flag): Promise<void> {
    const list = flag.environments;
    await tx.execute(
      `insert into flag_environments (flag, environment, position, present, on_state, rules, revision, changed_at)
       select $1, e.environment, e.position - 1, true, e.on_state, e.rules::json, e.revision, e.changed_at
       from unnest($2::text[], $3::bool[], $4::text[], $5::bigint[], $6::timestamptz[])
         with ordinality as e (environment, on_state, rules, revision, changed_at, position)
       on conflict (flag, environment) do update set position = excluded.position, present = true,
         on_state = excluded.on_state, rules = excluded.rules, revision = excluded.revision, changed_at = excluded.changed_at`,
      [
        flag.key,
        list.map(({ key }) => key),
        list.map(({ on }) => on),
        list.map(({ rules }) => JSON.stringify(rules)),
        list.map(({ revision }) => revision),
        list.map(({ changedAt }) => changedAt),
      ],
    );
  }

  /** Writes the state of one environment; one that the flag did not have yet comes last. */
  async saveEnvironment(tx: Tx, flag: string, environment: FlagEnvironment): Promise<void> {
    await tx.execute(
      `with state as (
         insert into flag_environments (flag, environment, position, present, on_state, rules, revision, changed_at)
         values ($1, $2, 1000, true, $3, $4, $5, $6)
         on conflict (flag, environment) do update set present = true, on_state = excluded.on_state, rules = excluded.rules,
           revision = excluded.revision, changed_at = excluded.changed_at)
       update flags set revision = $5, updated_at = $6 where key = $1`,
      [
        flag,
        environment.key,
        environment.on,
        JSON.stringify(environment.rules),
        environment.revision,
        environment.changedAt,
      ],
    );
  }

  /**
   * Gives all flags of a service the environments it has now: a new one is off, one that is gone is hidden with its state.
   * Returns how many rows changed.
   */
  async followEnvironments(tx: Tx, service: string, environments: string[]): Promise<number> {
    const hidden = await tx.execute(
      `update flag_environments e set present = false from flags f
       where f.key = e.flag and f.service = $1 and e.present and not e.environment = any ($2::text[])`,
      [service, environments],
    );
    const shown = await tx.execute(
      `insert into flag_environments (flag, environment, position, present, on_state, rules, revision, changed_at)
       select f.key, n.environment, n.position - 1, true, false, '[]', 0, f.created_at
       from flags f, unnest($2::text[]) with ordinality as n (environment, position) where f.service = $1
       on conflict (flag, environment) do update set present = true, position = excluded.position
       where not flag_environments.present or flag_environments.position <> excluded.position`,
      [service, environments],
    );
    return hidden + shown;
  }

  async touchService(tx: Tx, service: string, revision: number): Promise<void> {
    await tx.execute(`update flags set revision = $2 where service = $1`, [service, revision]);
  }
}

function columnsOf(flag: Flag): unknown[] {
  return [
    flag.key,
    flag.name,
    flag.description,
    flag.kind,
    flag.service,
    flag.owner.team,
    flag.owner.person,
    flag.expiresAt,
    flag.removalTicket,
    flag.stage,
    flag.outcome,
    JSON.stringify(flag.variants),
    flag.defaultVariant,
    flag.offVariant,
    flag.revision,
    flag.extensions,
    flag.killSwitch.runbook,
    flag.killSwitch.blastRadius,
    flag.killSwitch.lastDrilledAt,
  ];
}
