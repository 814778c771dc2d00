import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Ingest1763700003000 implements MigrationInterface {
  name = 'Ingest1763700003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }
}
