import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a flag was changed last, and the orders in which flags are listed. */
export class FlagLists1763700011000 implements MigrationInterface {
  name = 'FlagLists1763700011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table flags add column updated_at timestamptz`);
    await runner.query(`
      update flags f set updated_at =
        greatest(f.created_at, (select max(h.at) from flag_history h where h.flag = f.key))`);
    await runner.query(`alter table flags alter column updated_at set not null`);
    await runner.query(`create index flags_updated on flags (updated_at, key)`);
    await runner.query(`create index flags_expires on flags ((coalesce(expires_at, 'infinity'::timestamptz)), key)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index flags_expires`);
    await runner.query(`alter table flags drop column updated_at`);
  }
}
