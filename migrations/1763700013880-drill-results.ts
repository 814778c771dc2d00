import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the checks of an ended run came out: the list of runs tells it without judging each anew. */
export class DrillResults1763700013880 implements MigrationInterface {
  name = 'DrillResults1763700013880';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table drills add column result json`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table drills drop column result`);
  }
}
