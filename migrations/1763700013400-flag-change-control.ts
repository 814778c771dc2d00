import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Approvals, scheduled flips, reviews of kills and the questions that kills leave behind. */
export class FlagChangeControl1763700013400 implements MigrationInterface {
  name = 'FlagChangeControl1763700013400';

  async up(runner: QueryRunner): Promise<void> {
    // scope: a service, or '*' for all services that have no policy of their own.
    await runner.query(`
      create table change_policies (
        scope text primary key,
        production boolean not null,
        environments text[] not null,
        approvals int not null,
        off_needs_approval boolean not null,
        approver_teams text[] not null,
        approver_people text[] not null,
        expires_after_hours int not null,
        updated_at timestamptz not null,
        updated_by text not null
      )`);

    await runner.query(`
      create table change_requests (
        id uuid primary key,
        flag text collate "C" not null references flags (key),
        environment text not null,
        service text not null,
        content json not null,
        before json not null,
        base text not null,
        hash text not null,
        reason text not null,
        state text not null check (state in ('open', 'applied', 'rejected', 'withdrawn')),
        requested_by text not null,
        edited_by text not null,
        requested_at timestamptz not null,
        expires_at timestamptz not null,
        ended_at timestamptz,
        ended_by text,
        note text
      )`);
    await runner.query(`create index change_requests_flag on change_requests (flag, id)`);
    await runner.query(`create index change_requests_open on change_requests (expires_at) where state = 'open'`);

    // An approval is of one exact content, told by its hash; one of another content stays as a record and counts no more.
    await runner.query(`
      create table change_approvals (
        request uuid not null references change_requests (id) on delete cascade,
        person text not null,
        hash text not null,
        note text,
        at timestamptz not null,
        primary key (request, person, hash)
      )`);

    await runner.query(`
      create table scheduled_flips (
        id uuid primary key,
        flag text collate "C" not null references flags (key),
        environment text not null,
        service text not null,
        on_state boolean not null,
        at timestamptz not null,
        local_time text,
        timezone text,
        clocks text check (clocks in ('skipped', 'repeated')),
        reason text not null,
        base text not null,
        state text not null check (state in ('waiting', 'done', 'refused', 'cancelled')),
        scheduled_by text not null,
        person text,
        created_at timestamptz not null,
        ended_at timestamptz,
        ended_by text,
        code text,
        detail text,
        revision bigint
      )`);
    await runner.query(`create index scheduled_flips_due on scheduled_flips (at, id) where state = 'waiting'`);
    await runner.query(`create index scheduled_flips_flag on scheduled_flips (flag, id)`);

    await runner.query(`
      create table kill_reviews (
        id uuid primary key,
        flag text collate "C" not null references flags (key),
        environment text not null,
        service text not null,
        killed_by text not null,
        killer text,
        reason text not null,
        incident text,
        killed_at timestamptz not null,
        due_at timestamptz not null,
        remind_at timestamptz,
        state text not null check (state in ('open', 'done')),
        reviewed_by text,
        reviewed_at timestamptz,
        note text
      )`);
    await runner.query(`create index kill_reviews_flag on kill_reviews (flag, id)`);
    await runner.query(`create index kill_reviews_open on kill_reviews (due_at) where state = 'open'`);

    await runner.query(`
      create table kill_questions (
        id uuid primary key,
        flag text collate "C" not null references flags (key),
        environment text not null,
        service text not null,
        killed_by text not null,
        killer text,
        reason text not null,
        killed_at timestamptz not null,
        ask_at timestamptz not null,
        state text not null check (state in ('waiting', 'asked', 'kept_off', 'turned_on')),
        answered_by text,
        answered_at timestamptz,
        note text
      )`);
    await runner.query(`create index kill_questions_flag on kill_questions (flag, id)`);
    await runner.query(
      `create index kill_questions_open on kill_questions (ask_at) where state in ('waiting', 'asked')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'kill_questions',
      'kill_reviews',
      'scheduled_flips',
      'change_approvals',
      'change_requests',
      'change_policies',
    ]) {
      await runner.query(`drop table ${table}`);
    }
  }
}
