import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scans are those of trunk; what lies around a reference, and what took a flag out of code. */
export class CodeTrunk1763700013610 implements MigrationInterface {
  name = 'CodeTrunk1763700013610';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table code_scans add column committed_at timestamptz, add column web_url text`);
    await runner.query(`alter table code_references add column hunk json`);
    // No foreign key: code may hold keys that are no flags.
    await runner.query(`
      create table code_removals (
        repository text not null references code_scans (repository) on delete cascade,
        flag text collate "C" not null,
        commit text not null,
        exact boolean not null,
        author text,
        subject text,
        committed_at timestamptz,
        last_seen_commit text not null,
        branch text not null,
        noticed_at timestamptz not null,
        primary key (repository, flag)
      )`);
    await runner.query(`create index code_removals_flag on code_removals (flag)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table code_removals`);
    await runner.query(`alter table code_references drop column hunk`);
    await runner.query(`alter table code_scans drop column committed_at, drop column web_url`);
  }
}
