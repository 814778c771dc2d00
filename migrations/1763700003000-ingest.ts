import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Delivery facts, the receipts they came from, and what webhooks need to merge themselves out of order. */
export class Ingest1763700003000 implements MigrationInterface {
  name = 'Ingest1763700003000';

  async up(runner: QueryRunner): Promise<void> {
    // Order of reception; one value per ingest transaction.
    await runner.query(`create sequence fact_seq`);

    await runner.query(`
      create table commits (
        repository text not null,
        sha text not null,
        parents text[],
        authored_at timestamptz not null,
        committed_at timestamptz not null,
        paths text[],
        cherry_pick_of text,
        patch_id text,
        hash bytea not null,
        seq bigint not null,
        primary key (sha, repository)
      )`);

    await runner.query(`
      create table changes (
        id text primary key,
        repository text not null,
        explicit_services text[],
        title text,
        author text,
        author_type text,
        opened_at timestamptz not null,
        ready_at timestamptz,
        first_commit_at timestamptz,
        commits jsonb,
        head_sha text,
        reviews jsonb not null default '[]',
        merged_at timestamptz,
        closed_at timestamptz,
        merge_sha text,
        additions int,
        deletions int,
        labels text[] not null default '{}',
        reverts text,
        url text,
        hash bytea not null,
        seq bigint not null,
        head_ref text,
        source_at timestamptz
      )`);
    await runner.query(`create index changes_merge_sha on changes (repository, merge_sha) where merge_sha is not null`);
    await runner.query(`create index changes_head_sha on changes (repository, head_sha) where head_sha is not null`);
    await runner.query(`create index changes_head_ref on changes (repository, head_ref) where head_ref is not null`);
    await runner.query(`create index changes_reverts on changes (reverts) where reverts is not null`);

    await runner.query(`
      create table change_services (
        change_id text not null,
        service text not null,
        primary key (change_id, service)
      )`);
    await runner.query(`create index change_services_service on change_services (service, change_id)`);

    // Changes of a repository split by path whose services wait for the paths of this commit.
    await runner.query(`
      create table awaited_paths (
        repository text not null,
        sha text not null,
        change_id text not null,
        primary key (repository, sha, change_id)
      )`);
    await runner.query(`create index awaited_paths_change on awaited_paths (change_id)`);

    await runner.query(`
      create table deployments (
        id text primary key,
        service text not null,
        environment text not null,
        sha text,
        status text not null,
        started_at timestamptz,
        finished_at timestamptz,
        changes text[],
        reason text,
        url text,
        hash bytea not null,
        seq bigint not null,
        source_at timestamptz,
        constraint deployments_success_is_finished check (status <> 'success' or finished_at is not null)
      )`);
    await runner.query(
      `create index deployments_finished on deployments (service, environment, finished_at, id) where status = 'success'`,
    );
    await runner.query(`create index deployments_changes on deployments using gin (changes) where changes is not null`);

    await runner.query(`
      create table checks (
        id text primary key,
        repository text not null,
        sha text not null,
        name text not null,
        app text,
        conclusion text,
        started_at timestamptz,
        completed_at timestamptz,
        attempt int not null default 1,
        hash bytea not null,
        seq bigint not null
      )`);
    await runner.query(`create index checks_sha on checks (repository, sha)`);

    await runner.query(`
      create table handed_facts (
        kind text not null,
        id text not null,
        body jsonb not null,
        hash bytea not null,
        seq bigint not null,
        source_at timestamptz,
        primary key (kind, id)
      )`);

    // Pushes to branches: a pull request's commits are read off the chain that ends at its head.
    await runner.query(`
      create table pushes (
        repository text not null,
        ref text not null,
        before_sha text not null,
        after_sha text not null,
        forced boolean not null,
        commits jsonb not null,
        primary key (repository, ref, after_sha, before_sha)
      )`);

    await runner.query(`
      create table receipts (
        id uuid primary key,
        source text not null,
        delivery_id text not null,
        event text not null,
        headers jsonb not null,
        raw bytea not null,
        status text not null,
        reason text,
        attempts int not null default 0,
        received_at timestamptz not null,
        processed_at timestamptz,
        repository text,
        unique (source, delivery_id)
      )`);
    await runner.query(`create index receipts_status on receipts (status, received_at desc, id desc)`);
    await runner.query(`create index receipts_received on receipts (received_at desc, id desc)`);
    await runner.query(`create index receipts_waiting on receipts (repository) where status = 'quarantined'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table receipts, pushes, handed_facts, checks, deployments, awaited_paths, change_services, changes, commits`,
    );
    await runner.query(`drop sequence fact_seq`);
  }
}
