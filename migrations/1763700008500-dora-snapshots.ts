import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DoraSnapshots1763700008500 implements MigrationInterface {
  name = 'DoraSnapshots1763700008500';

  async up(runner: QueryRunner): Promise<void> {
    // `body` is text, not jsonb: the bytes themselves are what a snapshot promises.
    await runner.query(`
      create table dora_snapshots (
        id uuid primary key,
        name text not null,
        scope jsonb not null,
        from_at timestamptz not null,
        to_at timestamptz not null,
        body text not null,
        sha256 text not null,
        facts_count int not null,
        facts_sha256 text not null,
        created_at timestamptz not null,
        created_by text not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table dora_snapshots`);
  }
}
