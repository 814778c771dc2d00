import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where alerts come from, the alerts, and the pages that they send. */
export class Alerts1763700004500 implements MigrationInterface {
  name = 'Alerts1763700004500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table alert_sources (
        id uuid primary key,
        service text not null,
        kind text not null check (kind in ('events_v2', 'alertmanager')),
        key_sha256 bytea not null unique,
        declare boolean not null,
        severity text not null check (severity in ('sev1', 'sev2', 'sev3', 'sev4')),
        environment text,
        created_at timestamptz not null,
        created_by text not null,
        deleted_at timestamptz
      )`);
    await runner.query(`create index alert_sources_service on alert_sources (service, id) where deleted_at is null`);

    // triggered_at is our clock; started_at is what the sender says.
    await runner.query(`
      create table alerts (
        id uuid primary key,
        source uuid not null references alert_sources (id),
        dedup_key text not null,
        service text not null,
        environment text,
        title text not null,
        severity text not null check (severity in ('sev1', 'sev2', 'sev3', 'sev4')),
        declare boolean not null,
        state text not null check (state in ('triggered', 'acknowledged', 'resolved')),
        details jsonb not null default '{}',
        started_at timestamptz,
        triggered_at timestamptz not null,
        acknowledged_at timestamptz,
        acknowledged_by text,
        resolved_at timestamptz,
        resolved_by text,
        escalation jsonb
      )`);
    // One open alert for each thing that a source speaks of, however many processes hear of it at once.
    await runner.query(`create unique index alerts_open on alerts (source, dedup_key) where state <> 'resolved'`);
    await runner.query(`create index alerts_triggered on alerts (triggered_at desc, id desc)`);
    await runner.query(`create index alerts_service on alerts (service, triggered_at desc, id desc)`);

    // What a source said is over: a word of an older trouble that comes later opens nothing.
    await runner.query(`
      create table alert_endings (
        source uuid not null references alert_sources (id),
        dedup_key text not null,
        started_at timestamptz not null,
        ended_at timestamptz not null,
        recorded_at timestamptz not null,
        primary key (source, dedup_key)
      )`);
    await runner.query(`create index alert_endings_recorded on alert_endings (recorded_at)`);

    // person is null until the page's level is due: only then it is decided who is paged.
    await runner.query(`
      create table pages (
        id uuid primary key,
        alert uuid not null references alerts (id),
        level int not null,
        person text,
        state text not null check (state in ('due', 'delivered', 'failed', 'stopped')),
        due_at timestamptz not null,
        claimed_until timestamptz,
        tries int not null default 0,
        delivered_at timestamptz,
        reason text
      )`);
    await runner.query(`create unique index pages_person on pages (alert, level, person) where person is not null`);
    await runner.query(`create unique index pages_next on pages (alert) where person is null and state = 'due'`);
    await runner.query(`create index pages_due on pages (due_at) where state = 'due'`);

    await runner.query(`
      create table page_attempts (
        id uuid primary key,
        page uuid not null references pages (id),
        at timestamptz not null,
        try int not null,
        contact text not null,
        target text not null,
        delivered boolean not null,
        status int,
        reason text
      )`);
    await runner.query(`create index page_attempts_page on page_attempts (page, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table page_attempts, pages, alert_endings, alerts, alert_sources`);
  }
}
