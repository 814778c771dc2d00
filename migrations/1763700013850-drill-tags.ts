import type { MigrationInterface, QueryRunner } from 'typeorm';

const TAGGED = ['changes', 'deployments', 'incidents', 'alerts', 'flips', 'change_fail_overrides', 'dora_changes'];

/** Which run of a drill a fact belongs to; the numbers of each run are reckoned in lanes of their own. */
export class DrillTags1763700013850 implements MigrationInterface {
  name = 'DrillTags1763700013850';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TAGGED) await runner.query(`alter table ${table} add column drill_run text`);
    await runner.query(
      `alter table deployments add column lane text not null
         generated always as (environment || coalesce('~' || drill_run, '')) stored`,
    );
    await runner.query(`drop index deployments_finished`);
    await runner.query(
      `create index deployments_finished on deployments (service, lane, finished_at, id) where status = 'success'`,
    );
    await runner.query(
      `create index dora_cells_drills on dora_cells (service, environment) where environment like '%~%'`,
    );
    await runner.query(
      `create index dora_settled_drills on dora_settled (service, environment) where environment like '%~%'`,
    );
    // Drills counted nowhere so far; from now on whoever asks for them sees them.
    await runner.query(
      `insert into dora_dirty (service, incidents, created_at)
       select service, array_agg(id), max(declared_at) from incidents where drill group by service`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from dora_cells where environment like '%~%'`);
    await runner.query(`delete from dora_settled where environment like '%~%'`);
    for (const table of ['dora_deliveries', 'dora_deployments', 'dora_incidents', 'dora_owned', 'dora_missing'])
      await runner.query(`delete from ${table} where environment like '%~%'`);
    await runner.query(`drop index dora_settled_drills, dora_cells_drills, deployments_finished`);
    await runner.query(`alter table deployments drop column lane`);
    for (const table of TAGGED) await runner.query(`alter table ${table} drop column drill_run`);
    await runner.query(
      `create index deployments_finished on deployments (service, environment, finished_at, id) where status = 'success'`,
    );
  }
}
