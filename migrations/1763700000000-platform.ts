import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Platform1763700000000 implements MigrationInterface {
  name = 'Platform1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table outbox_events (
        id uuid primary key,
        type text not null,
        payload jsonb not null,
        correlation_id text not null,
        created_at timestamptz not null
      );
      create index outbox_events_created_at on outbox_events (created_at);

      create table outbox_deliveries (
        event_id uuid not null references outbox_events (id) on delete cascade,
        consumer text not null,
        queue text not null,
        created_at timestamptz not null,
        enqueued_at timestamptz,
        attempts int not null default 0,
        error text,
        done_at timestamptz,
        dead_at timestamptz,
        primary key (event_id, consumer)
      );
      create index outbox_deliveries_open on outbox_deliveries (created_at, event_id)
        where done_at is null and dead_at is null;
      create index outbox_deliveries_dead on outbox_deliveries (dead_at, event_id) where dead_at is not null;

      create table idempotency_keys (
        scope text not null,
        key text not null,
        request_sha256 bytea not null,
        status int,
        response jsonb,
        created_at timestamptz not null,
        primary key (scope, key)
      );
      create index idempotency_keys_created_at on idempotency_keys (created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table idempotency_keys, outbox_deliveries, outbox_events`);
  }
}
