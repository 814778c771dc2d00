import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SignIn1763700010000 implements MigrationInterface {
  name = 'SignIn1763700010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table people add column role text check (role in ('viewer', 'member', 'responder', 'admin'));
      -- Whoever may sign in is found by e-mail; people without a role may share an address.
      create unique index people_sign_in_email on people (lower(email)) where role is not null;
      create index people_email on people (lower(email));

      create table passwords (
        person text primary key references people (key),
        hash text not null,
        set_at timestamptz not null
      );

      create table identities (
        issuer text not null,
        subject text not null,
        person text not null references people (key),
        bound_at timestamptz not null,
        primary key (issuer, subject)
      );
      create index identities_person on identities (person);

      create table sessions (
        id uuid primary key,
        secret_sha256 bytea not null unique,
        person text not null references people (key),
        created_at timestamptz not null,
        expires_at timestamptz not null,
        ends_at timestamptz not null
      );
      create index sessions_person on sessions (person);

      create table sign_in_failures (
        attempt uuid not null,
        subject text not null,
        at timestamptz not null,
        primary key (attempt, subject)
      );
      create index sign_in_failures_subject on sign_in_failures (subject, at);

      create table invitations (
        id uuid primary key,
        secret_sha256 bytea not null unique,
        person text not null references people (key),
        created_at timestamptz not null,
        expires_at timestamptz not null
      );
      create index invitations_person on invitations (person);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table invitations, sign_in_failures, sessions, identities, passwords;
      drop index people_sign_in_email, people_email;
      alter table people drop column role;
    `);
  }
}
