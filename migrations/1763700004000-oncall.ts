import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Oncall1763700004000 implements MigrationInterface {
  name = 'Oncall1763700004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table schedules (
        key text primary key,
        team text not null references teams (key),
        timezone text not null,
        period text not null,
        handoff text not null,
        anchor date not null,
        people text[] not null,
        escalate_after_minutes int not null,
        created_at timestamptz not null,
        updated_at timestamptz not null
      );
      create index schedules_team on schedules (team, key);

      create table schedule_overrides (
        id uuid primary key,
        schedule text not null references schedules (key) on delete cascade,
        person text not null references people (key),
        from_at timestamptz not null,
        to_at timestamptz not null,
        created_at timestamptz not null,
        created_by text not null,
        check (from_at < to_at),
        unique (schedule, person, from_at, to_at)
      );
      create index schedule_overrides_running on schedule_overrides (schedule, to_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table schedule_overrides, schedules`);
  }
}
