import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Postmortems1763700007000 implements MigrationInterface {
  name = 'Postmortems1763700007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`select 1`);
  }
}
