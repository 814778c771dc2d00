import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Platform1763700000000 implements MigrationInterface {
  name = 'Platform1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }
}
