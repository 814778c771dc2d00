import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Secrets that senders of webhooks sign with, encrypted. */
export class Integrations1763700012000 implements MigrationInterface {
  name = 'Integrations1763700012000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table webhook_secrets (
        source text primary key,
        sealed bytea not null,
        set_at timestamptz not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table webhook_secrets`);
  }
}
