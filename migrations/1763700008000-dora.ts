import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Dora1763700008000 implements MigrationInterface {
  name = 'Dora1763700008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }
}
