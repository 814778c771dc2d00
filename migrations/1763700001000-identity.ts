import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Identity1763700001000 implements MigrationInterface {
  name = 'Identity1763700001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }
}
