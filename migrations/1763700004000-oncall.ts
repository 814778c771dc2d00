import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Oncall1763700004000 implements MigrationInterface {
  name = 'Oncall1763700004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }
}
