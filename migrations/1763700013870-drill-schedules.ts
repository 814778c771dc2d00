import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drills that come again, reminders of them, and the key that bundles are signed with. */
export class DrillSchedules1763700013870 implements MigrationInterface {
  name = 'DrillSchedules1763700013870';

  async up(runner: QueryRunner): Promise<void> {
    // next_at: the first occurrence that is not planned yet.
    await runner.query(`
      create table drill_schedules (
        key text collate "C" primary key,
        scenario text not null,
        service text,
        environment text,
        every text not null check (every in ('week', 'month', 'quarter')),
        weekday text not null,
        at_time text not null,
        timezone text not null,
        surprise boolean not null,
        facilitator text,
        next_at timestamptz not null,
        fault text,
        updated_at timestamptz not null,
        updated_by text not null
      )`);
    await runner.query(`create index drill_schedules_next on drill_schedules (next_at)`);

    await runner.query(`alter table drills add column reminded_day boolean not null default false`);
    await runner.query(`alter table drills add column reminded_hour boolean not null default false`);
    await runner.query(
      `create unique index drills_occurrence on drills (schedule, scheduled_for) where schedule is not null`,
    );
    await runner.query(`create index drills_planned on drills (scheduled_for) where state = 'planned'`);

    await runner.query(`
      create table drill_key (
        id boolean primary key default true check (id),
        public_key text not null,
        sealed bytea not null,
        created_at timestamptz not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table drill_key`);
    await runner.query(`drop index drills_planned, drills_occurrence`);
    await runner.query(`alter table drills drop column reminded_hour, drop column reminded_day`);
    await runner.query(`drop table drill_schedules`);
  }
}
