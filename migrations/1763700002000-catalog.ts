import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Catalog1763700002000 implements MigrationInterface {
  name = 'Catalog1763700002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }
}
