import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Gates1763700009000 implements MigrationInterface {
  name = 'Gates1763700009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table verdicts (
        id uuid primary key,
        guard text not null,
        verdict text not null,
        subject text not null,
        service text,
        view jsonb not null,
        inputs jsonb not null,
        actor text not null,
        checked_at timestamptz not null
      )`);
    await runner.query(`create index verdicts_service on verdicts (service, id)`);

    await runner.query(`
      create table change_fail_overrides (
        id uuid primary key,
        service text not null,
        reason text not null,
        expires_at timestamptz not null,
        created_at timestamptz not null,
        created_by text not null
      )`);
    await runner.query(`create index change_fail_overrides_service on change_fail_overrides (service, expires_at)`);

    await runner.query(`
      create table merge_policies (
        repository text primary key,
        required_checks jsonb not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['merge_policies', 'change_fail_overrides', 'verdicts'])
      await runner.query(`drop table ${table}`);
  }
}
