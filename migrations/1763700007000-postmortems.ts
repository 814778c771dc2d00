import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Postmortems and their action items with the change that closes each. */
export class Postmortems1763700007000 implements MigrationInterface {
  name = 'Postmortems1763700007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table postmortems (
        id text primary key,
        incident text not null unique,
        service text not null,
        state text not null,
        title text not null,
        content jsonb not null,
        author_token text not null,
        author_person text,
        author_name text not null,
        review_requested_at timestamptz,
        reviewer_token text,
        reviewer_person text,
        reviewer_name text,
        reviewed_at timestamptz,
        review_note text,
        published_at timestamptz,
        published_by text,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
    await runner.query(`create index postmortems_created on postmortems (created_at desc, id desc)`);

    await runner.query(`
      create table postmortem_actions (
        id text primary key,
        postmortem text not null references postmortems (id),
        title text not null,
        kind text not null,
        owner_team text,
        owner_person text,
        due_at timestamptz not null,
        ticket text,
        state text not null,
        waiting jsonb,
        change text,
        change_repository text,
        change_shas text[] not null default '{}',
        linked_at timestamptz,
        done_at timestamptz,
        created_at timestamptz not null,
        created_by text not null,
        updated_at timestamptz not null,
        constraint actions_have_an_owner check (owner_team is not null or owner_person is not null)
      )`);
    await runner.query(`create index postmortem_actions_of on postmortem_actions (postmortem, created_at, id)`);
    await runner.query(`create index postmortem_actions_due on postmortem_actions (due_at, id)`);
    await runner.query(
      `create index postmortem_actions_change on postmortem_actions (change) where change is not null`,
    );
    await runner.query(`create index postmortem_actions_shas on postmortem_actions using gin (change_shas)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table postmortem_actions, postmortems`);
  }
}
