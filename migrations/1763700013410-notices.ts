import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people are told through their contacts, besides pages. */
export class Notices1763700013410 implements MigrationInterface {
  name = 'Notices1763700013410';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table notices (
        id uuid primary key,
        person text not null,
        subject text not null,
        text text not null,
        path text not null,
        state text not null check (state in ('due', 'delivered', 'failed')),
        created_at timestamptz not null,
        due_at timestamptz not null,
        claimed_until timestamptz,
        tries int not null default 0,
        reason text
      )`);
    await runner.query(`create index notices_due on notices (due_at, id) where state = 'due'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table notices`);
  }
}
