import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Waivers, baselines, the health of each day, and removal tickets. */
export class FlagDebt1763700013510 implements MigrationInterface {
  name = 'FlagDebt1763700013510';

  async up(runner: QueryRunner): Promise<void> {
    // No foreign key: a waiver may speak of a flag that only code knows.
    await runner.query(`
      create table flag_waivers (
        id uuid primary key,
        flag text collate "C" not null,
        rule text not null,
        reason text not null,
        expires_at timestamptz not null,
        requested_by text not null,
        requester text not null,
        requested_at timestamptz not null,
        approved_by text,
        approved_at timestamptz,
        ended_by text,
        ended_at timestamptz,
        end_reason text
      )`);
    await runner.query(`create index flag_waivers_flag on flag_waivers (flag, rule, expires_at)`);
    await runner.query(`create index flag_waivers_ahead on flag_waivers (expires_at) where ended_at is null`);

    await runner.query(`
      create table flag_baselines (
        service text primary key,
        admitted int not null,
        admitted_at timestamptz not null,
        admitted_by text not null,
        reason text not null
      )`);
    await runner.query(`
      create table flag_baseline_entries (
        service text not null references flag_baselines (service),
        rule text not null,
        subject text not null,
        mark text not null,
        mended_at timestamptz,
        primary key (service, rule, subject, mark)
      )`);
    await runner.query(
      `create index flag_baseline_entries_open on flag_baseline_entries (service) where mended_at is null`,
    );

    await runner.query(`
      create table flag_health_days (
        day date not null,
        service text not null,
        team text not null,
        flags int not null,
        with_debt int not null,
        points int not null,
        debt jsonb not null,
        as_of timestamptz not null,
        primary key (day, service)
      )`);

    await runner.query(`
      create table removal_trackers (
        id boolean primary key default true check (id),
        kind text not null check (kind in ('github', 'jira', 'linear', 'webhook')),
        settings jsonb not null,
        sealed bytea not null,
        set_at timestamptz not null
      )`);
    await runner.query(`
      create table flag_tickets (
        flag text collate "C" primary key references flags (key),
        id uuid not null unique,
        state text not null check (state in ('opening', 'open', 'failed')),
        tries int not null default 0,
        error text,
        url text,
        requested_by text not null,
        requested_at timestamptz not null,
        settled_at timestamptz
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'flag_tickets',
      'removal_trackers',
      'flag_health_days',
      'flag_baseline_entries',
      'flag_baselines',
      'flag_waivers',
    ])
      await runner.query(`drop table ${table}`);
  }
}
