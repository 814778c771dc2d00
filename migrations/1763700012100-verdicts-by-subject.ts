import type { MigrationInterface, QueryRunner } from 'typeorm';

export class VerdictsBySubject1763700012100 implements MigrationInterface {
  name = 'VerdictsBySubject1763700012100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index verdicts_subject on verdicts (subject, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index verdicts_subject`);
  }
}
