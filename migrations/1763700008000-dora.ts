import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which deployment carried which change, what incidents are put down to, and the service-day cells made of both. */
export class Dora1763700008000 implements MigrationInterface {
  name = 'Dora1763700008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index commits_patch on commits (repository, patch_id) where patch_id is not null;
      create index commits_cherry_pick on commits (repository, cherry_pick_of) where cherry_pick_of is not null;

      create table dora_dirty (
        id bigint generated always as identity primary key,
        service text not null,
        environment text,
        from_at timestamptz,
        days date[] not null default '{}',
        changes text[] not null default '{}',
        deployments text[] not null default '{}',
        incidents text[] not null default '{}',
        created_at timestamptz not null
      );
      create index dora_dirty_service on dora_dirty (service, id);

      create table dora_changes (
        service text not null,
        change_id text not null,
        repository text not null,
        merged_at timestamptz,
        merge_sha text,
        head_sha text,
        started_at timestamptz not null,
        approximate boolean not null,
        ready_at timestamptz,
        reviewed_at timestamptz,
        hotfix boolean not null,
        reverts text,
        size int,
        kind text,
        superseded boolean not null,
        member boolean not null,
        primary key (service, change_id)
      );
      create index dora_changes_merged on dora_changes (service, merged_at) where merged_at is not null;
      create index dora_changes_merge_sha on dora_changes (service, repository, merge_sha) where merge_sha is not null;
      create index dora_changes_head_sha on dora_changes (service, repository, head_sha) where head_sha is not null;
      create index dora_changes_reverts on dora_changes (service, reverts) where reverts is not null;

      create table dora_change_commits (
        repository text not null,
        sha text not null,
        change_id text not null,
        authored_at timestamptz not null,
        primary key (repository, sha, change_id)
      );
      create index dora_change_commits_authored on dora_change_commits (repository, authored_at);
      create index dora_change_commits_change on dora_change_commits (change_id);

      create table dora_deployments (
        deployment_id text primary key,
        service text not null,
        environment text not null,
        finished_at timestamptz not null,
        sha text,
        repository text,
        known boolean not null,
        mode text not null,
        idle text,
        rework_by text
      );
      create index dora_deployments_finished on dora_deployments (service, environment, finished_at, deployment_id);
      create index dora_deployments_sha on dora_deployments (service, environment, sha) where sha is not null;

      create table dora_owned (
        service text not null,
        environment text not null,
        repository text not null,
        sha text not null,
        deployment_id text not null,
        finished_at timestamptz not null,
        primary key (service, environment, repository, sha)
      );
      create index dora_owned_finished on dora_owned (service, environment, finished_at);
      create index dora_owned_sha on dora_owned (repository, sha);

      create table dora_missing (
        sha text not null,
        deployment_id text not null,
        service text not null,
        environment text not null,
        finished_at timestamptz not null,
        primary key (sha, deployment_id)
      );
      create index dora_missing_finished on dora_missing (service, environment, finished_at);

      create table dora_deliveries (
        service text not null,
        environment text not null,
        change_id text not null,
        deployment_id text not null,
        delivered_at timestamptz not null,
        settled_at timestamptz,
        method text not null,
        direct boolean not null,
        authored_at timestamptz,
        first_in_production boolean not null,
        approximate boolean not null,
        lead float8,
        coding float8,
        pickup float8,
        review float8,
        deploy float8,
        primary key (service, environment, change_id)
      );
      create index dora_deliveries_delivered on dora_deliveries (service, environment, delivered_at);
      create index dora_deliveries_settled on dora_deliveries (service, environment, settled_at) where settled_at is not null;
      create index dora_deliveries_deployment on dora_deliveries (deployment_id);
      create index dora_deliveries_change on dora_deliveries (change_id);
      create index dora_deliveries_direct on dora_deliveries (service, authored_at) where direct;

      create table dora_incidents (
        incident_id text primary key,
        service text not null,
        environment text not null,
        started_at timestamptz not null,
        method text not null,
        confidence float8,
        external boolean not null,
        duplicate boolean not null,
        unlinked boolean not null,
        flag text,
        flip text,
        impact jsonb not null,
        named text[] not null,
        waiting boolean not null
      );
      create index dora_incidents_started on dora_incidents (service, environment, started_at);
      create index dora_incidents_named on dora_incidents using gin (named);
      create index dora_incidents_waiting on dora_incidents (service, environment) where waiting;
      create index dora_incidents_flag on dora_incidents (flag) where flag is not null;

      create table dora_failures (
        incident_id text not null references dora_incidents (incident_id) on delete cascade,
        deployment_id text not null,
        primary key (incident_id, deployment_id)
      );
      create index dora_failures_deployment on dora_failures (deployment_id);

      create table dora_remedies (
        incident_id text not null references dora_incidents (incident_id) on delete cascade,
        deployment_id text not null,
        primary key (incident_id, deployment_id)
      );
      create index dora_remedies_deployment on dora_remedies (deployment_id);

      create table dora_link_corrections (
        incident_id text primary key,
        deployments text[] not null,
        external boolean not null,
        reason text not null,
        corrected_by text not null,
        corrected_at timestamptz not null
      );

      -- A new number at every write: what was read of a cell under a number holds for as long as the number stands.
      create sequence dora_cell_revision;
      create table dora_cells (
        service text not null,
        environment text not null,
        day date not null,
        finishes bytea not null,
        failed int not null,
        rework int not null,
        leads bytea not null,
        unattributed int not null,
        unattributed_first int not null,
        incidents int[] not null,
        failures jsonb not null,
        written_at timestamptz not null,
        revision bigint not null default nextval('dora_cell_revision'),
        primary key (service, environment, day) include (revision)
      );
      create unique index dora_cells_revision on dora_cells (revision);
      alter table dora_cells alter column leads set storage external, alter column finishes set storage external;

      create table dora_settled (
        service text not null,
        environment text not null,
        day date not null,
        merged int not null,
        settled int not null,
        settled_first int not null,
        primary key (service, environment, day)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table dora_settled, dora_cells, dora_link_corrections, dora_remedies, dora_failures, dora_incidents, dora_deliveries,
        dora_missing, dora_owned, dora_deployments, dora_change_commits, dora_changes, dora_dirty;
      drop sequence dora_cell_revision;
      drop index commits_cherry_pick, commits_patch;
    `);
  }
}
