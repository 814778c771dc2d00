import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The inventory of flags, their flips and history, and where code refers to them. */
export class Flags1763700005000 implements MigrationInterface {
  name = 'Flags1763700005000';

  async up(runner: QueryRunner): Promise<void> {
    // One row: its lock makes the order of revisions the order of commits, so that "everything above what I know" misses nothing.
    await runner.query(
      `create table flag_revision (id boolean primary key default true check (id), revision bigint not null)`,
    );
    await runner.query(`insert into flag_revision (revision) values (0)`);

    // json, not jsonb, for variants: their order and the form of their numbers stay as they were given.
    await runner.query(`
      create table flags (
        key text collate "C" primary key,
        name text not null,
        description text,
        kind text not null check (kind in ('release', 'experiment', 'ops', 'permission', 'kill_switch')),
        service text not null,
        owner_team text,
        owner_person text,
        expires_at timestamptz,
        removal_ticket text,
        stage text not null check (stage in ('active', 'completed', 'archived')),
        outcome text check (outcome in ('kept', 'discarded')),
        variants json not null,
        default_variant text not null,
        off_variant text not null,
        revision bigint not null,
        created_at timestamptz not null,
        created_by text not null
      )`);
    await runner.query(`create index flags_service on flags (service, key)`);
    await runner.query(`create index flags_revision on flags (revision)`);

    // present = false: the service has no such environment any more; should it come back, so does the flag's state in it.
    await runner.query(`
      create table flag_environments (
        flag text collate "C" not null references flags (key),
        environment text not null,
        position int not null,
        present boolean not null default true,
        on_state boolean not null,
        rules json not null,
        revision bigint not null,
        changed_at timestamptz not null,
        primary key (flag, environment)
      )`);

    // Apart from flag_environments, so that writing down what was evaluated never holds up a kill.
    await runner.query(`
      create table flag_evaluations (
        flag text collate "C" not null references flags (key),
        environment text not null,
        last_evaluated_at timestamptz not null,
        primary key (flag, environment)
      )`);

    await runner.query(`
      create table flag_history (
        seq bigint generated always as identity primary key,
        id uuid not null unique,
        flag text collate "C" not null references flags (key),
        environment text,
        action text not null,
        actor text not null,
        token text,
        person text,
        reason text,
        incident text,
        detail jsonb not null default '{}',
        revision bigint not null,
        at timestamptz not null
      )`);
    await runner.query(`create index flag_history_flag on flag_history (flag, seq)`);

    // Own flips and those of flags in other systems (external, with the order of reception of their fact).
    await runner.query(`
      create table flips (
        id text primary key,
        flag text collate "C" not null,
        service text,
        environment text not null,
        on_state boolean not null,
        kill boolean not null,
        at timestamptz not null,
        reason text,
        incident text,
        actor text not null,
        external boolean not null,
        revision bigint,
        fact_seq bigint
      )`);
    await runner.query(`create index flips_flag on flips (flag, environment, at)`);
    await runner.query(`create index flips_service on flips (service, environment, at)`);

    await runner.query(`
      create table code_scans (
        repository text primary key,
        commit text not null,
        branch text not null,
        scanned_at timestamptz not null,
        scanned_by text not null
      )`);
    await runner.query(`
      create table code_references (
        repository text not null references code_scans (repository) on delete cascade,
        flag text collate "C" not null,
        path text not null,
        line int not null,
        primary key (repository, flag, path, line)
      )`);
    await runner.query(`create index code_references_flag on code_references (flag)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'code_references',
      'code_scans',
      'flips',
      'flag_history',
      'flag_evaluations',
      'flag_environments',
      'flags',
      'flag_revision',
    ]) {
      await runner.query(`drop table ${table}`);
    }
  }
}
