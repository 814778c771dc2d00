import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Identity1763700001000 implements MigrationInterface {
  name = 'Identity1763700001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table people (
        key text primary key,
        name text not null,
        email text not null,
        teams text[] not null,
        active boolean not null,
        contacts jsonb not null,
        created_at timestamptz not null,
        updated_at timestamptz not null
      );
      create index people_teams on people using gin (teams);

      create table tokens (
        id uuid primary key,
        name text not null,
        secret_sha256 bytea not null unique,
        permissions text[] not null,
        person text references people (key),
        environment text,
        expires_at timestamptz,
        revoked_at timestamptz,
        last_used_at timestamptz,
        created_at timestamptz not null,
        created_by text not null
      );

      create table audit_log (
        id uuid primary key,
        at timestamptz not null,
        actor_kind text not null,
        actor_id text not null,
        actor_name text not null,
        person text,
        action text not null,
        subject text not null,
        detail jsonb not null,
        correlation_id text not null
      );
      create index audit_log_subject on audit_log (subject, id);
      create index audit_log_action on audit_log (action, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table audit_log, tokens, people`);
  }
}
