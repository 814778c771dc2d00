import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Flags1763700005000 implements MigrationInterface {
  name = 'Flags1763700005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }
}
