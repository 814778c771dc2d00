import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Receivers of messages about flags, what is on its way to them, and which debt was told already. */
export class Outgoing1763700013700 implements MigrationInterface {
  name = 'Outgoing1763700013700';

  async up(runner: QueryRunner): Promise<void> {
    // sealed: address and secret, encrypted together. target: what of the address may be shown.
    await runner.query(`
      create table outgoing_webhooks (
        id uuid primary key,
        kind text not null check (kind in ('webhook', 'slack')),
        name text not null,
        target text not null,
        sealed bytea not null,
        events text[] not null,
        services text[],
        environments text[],
        active boolean not null,
        created_at timestamptz not null,
        created_by text not null
      )`);
    await runner.query(`
      create table outgoing_deliveries (
        id uuid primary key,
        outgoing uuid not null references outgoing_webhooks (id) on delete cascade,
        message text not null,
        type text not null,
        flag text,
        environment text,
        body text not null,
        state text not null check (state in ('due', 'delivered', 'failed')),
        tries int not null default 0,
        status int,
        error text,
        due_at timestamptz not null,
        claimed_until timestamptz,
        created_at timestamptz not null,
        delivered_at timestamptz,
        unique (outgoing, message)
      )`);
    await runner.query(`create index outgoing_deliveries_due on outgoing_deliveries (due_at) where state = 'due'`);
    await runner.query(`create index outgoing_deliveries_list on outgoing_deliveries (outgoing, id)`);
    await runner.query(`create index outgoing_deliveries_age on outgoing_deliveries (created_at) where state <> 'due'`);
    await runner.query(`create table flag_debt_told (flag text collate "C", rule text, primary key (flag, rule))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['flag_debt_told', 'outgoing_deliveries', 'outgoing_webhooks'])
      await runner.query(`drop table ${table}`);
  }
}
