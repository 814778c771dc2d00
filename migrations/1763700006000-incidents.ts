import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Incidents with what mitigated them, their timelines, and words about alerts that came before the alert's incident. */
export class Incidents1763700006000 implements MigrationInterface {
  name = 'Incidents1763700006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table incidents (
        id text primary key,
        service text not null,
        environment text not null,
        title text,
        severity text,
        state text not null,
        started_at timestamptz not null,
        detected_at timestamptz,
        acknowledged_at timestamptz,
        acknowledged_by text,
        mitigated_at timestamptz,
        restored_at timestamptz,
        resolved_at timestamptz,
        restored_by text,
        reopened_at timestamptz,
        cause jsonb,
        cause_deployments text[] not null default '{}',
        duplicate_of text,
        drill boolean not null default false,
        mitigations jsonb not null default '[]',
        remedy_deployments text[] not null default '{}',
        source text not null,
        alert text,
        fact jsonb,
        fact_seq bigint,
        declared_at timestamptz not null,
        declared_by text not null
      )`);
    await runner.query(`create index incidents_started on incidents (started_at desc, id desc)`);
    await runner.query(`create index incidents_service on incidents (service, environment, started_at)`);
    await runner.query(
      `create index incidents_open on incidents (service, environment) where state not in ('restored', 'resolved')`,
    );
    await runner.query(`create index incidents_alert on incidents (alert) where alert is not null`);
    await runner.query(
      `create index incidents_duplicate_of on incidents (duplicate_of) where duplicate_of is not null`,
    );
    await runner.query(`create index incidents_causes on incidents using gin (cause_deployments)`);
    await runner.query(`create index incidents_remedies on incidents using gin (remedy_deployments)`);

    await runner.query(`
      create table incident_timeline (
        id uuid primary key,
        incident text not null references incidents (id) on delete cascade,
        at timestamptz not null,
        kind text not null,
        actor text not null,
        person text,
        note text,
        data jsonb not null default '{}',
        told_by_fact boolean not null default false,
        dedupe text,
        unique (incident, dedupe)
      )`);
    await runner.query(`create index incident_timeline_order on incident_timeline (incident, at, id)`);

    // Events keep no order: an alert may be acknowledged or resolved before the incident that it declares is there.
    await runner.query(`
      create table incident_alert_marks (
        alert text not null,
        kind text not null,
        at timestamptz not null,
        by text,
        primary key (alert, kind)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table incident_alert_marks, incident_timeline, incidents`);
  }
}
