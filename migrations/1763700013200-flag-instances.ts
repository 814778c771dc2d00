import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which running programs are known to be answered for their flags, and when each was first answered by each revision. */
export class FlagInstances1763700013200 implements MigrationInterface {
  name = 'FlagInstances1763700013200';

  async up(runner: QueryRunner): Promise<void> {
    // connected_until: a lease that the process which holds the stream renews.
    await runner.query(`
      create table flag_instances (
        environment text not null,
        instance text collate "C" not null,
        sdk text,
        door text not null check (door in ('evaluation', 'bulk', 'sync', 'stream')),
        revision bigint not null,
        first_seen_at timestamptz not null,
        last_seen_at timestamptz not null,
        connected_until timestamptz,
        primary key (environment, instance)
      )`);
    await runner.query(`
      create table flag_receipts (
        environment text not null,
        instance text collate "C" not null,
        revision bigint not null,
        at timestamptz not null,
        primary key (environment, instance, revision),
        foreign key (environment, instance) references flag_instances (environment, instance) on delete cascade
      )`);
    await runner.query(`create index flag_receipts_at on flag_receipts (at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table flag_receipts`);
    await runner.query(`drop table flag_instances`);
  }
}
