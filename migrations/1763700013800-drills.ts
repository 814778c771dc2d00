import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scenarios of drills, their runs, and what was recorded of them. */
export class Drills1763700013800 implements MigrationInterface {
  name = 'Drills1763700013800';

  async up(runner: QueryRunner): Promise<void> {
    // json, not jsonb: the order in which a scenario was written is kept.
    await runner.query(`
      create table drill_scenarios (
        key text collate "C" primary key,
        scenario json not null,
        yaml text not null,
        updated_at timestamptz not null,
        updated_by text not null
      )`);

    // evidence: the whole of it, from the end of the run on.
    await runner.query(`
      create table drills (
        id uuid primary key,
        scenario_key text collate "C" not null,
        scenario json not null,
        service text not null,
        environment text not null,
        repository text,
        mode text not null check (mode in ('people', 'autopilot')),
        surprise boolean not null,
        facilitator text,
        responder text,
        observers text[] not null,
        state text not null check (state in ('planned', 'running', 'paused', 'finished', 'aborted', 'failed')),
        scheduled_for timestamptz,
        schedule text,
        created_at timestamptz not null,
        created_by text not null,
        creator text not null,
        started_at timestamptz,
        ended_at timestamptz,
        reason text,
        pauses jsonb not null,
        cleanup json not null,
        evidence json
      )`);
    // What two runs did to one place at once could not be told apart.
    await runner.query(
      `create unique index drills_place on drills (service, environment) where state in ('running', 'paused')`,
    );
    await runner.query(`create index drills_service on drills (service, id)`);
    await runner.query(`create index drills_scenario on drills (scenario_key, id)`);

    await runner.query(`
      create table drill_evidence (
        id uuid primary key,
        drill uuid not null references drills (id) on delete cascade,
        part text not null,
        record json not null,
        at timestamptz not null,
        by text not null
      )`);
    await runner.query(`create index drill_evidence_part on drill_evidence (drill, part, id)`);

    await runner.query(`
      create table drill_notes (
        id uuid primary key,
        drill uuid not null references drills (id) on delete cascade,
        at timestamptz not null,
        author text not null,
        text text not null
      )`);
    await runner.query(`create index drill_notes_drill on drill_notes (drill, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table drill_notes, drill_evidence, drills, drill_scenarios`);
  }
}
