import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a history was imported: webhooks never know parents, so until then the index is empty, whatever they brought. */
export class ImportedCommits1763700012010 implements MigrationInterface {
  name = 'ImportedCommits1763700012010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index commits_imported on commits (repository) where parents is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index commits_imported`);
  }
}
