import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Incidents1763700006000 implements MigrationInterface {
  name = 'Incidents1763700006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }
}
