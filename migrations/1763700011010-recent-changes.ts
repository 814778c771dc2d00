import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The orders in which the latest of something is asked for. */
export class RecentChanges1763700011010 implements MigrationInterface {
  name = 'RecentChanges1763700011010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index deployments_latest on deployments (service, (coalesce(finished_at, started_at)), id)`,
    );
    await runner.query(`create index deployments_successes on deployments (finished_at, id) where status = 'success'`);
    await runner.query(`create index flips_latest on flips (service, at, id)`);
    await runner.query(`create index incidents_restored on incidents (restored_at) where restored_at is not null`);
    await runner.query(`create index verdicts_checked on verdicts (checked_at)`);
    await runner.query(`create index verdicts_blocked on verdicts (id) where verdict = 'block'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop index deployments_latest, deployments_successes, flips_latest, incidents_restored, verdicts_checked, verdicts_blocked`,
    );
  }
}
