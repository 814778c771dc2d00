import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Gates1763700009000 implements MigrationInterface {
  name = 'Gates1763700009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }
}
