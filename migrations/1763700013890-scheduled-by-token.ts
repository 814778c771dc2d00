import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The token that a flip was scheduled with: when it is due, it is asked whether that token may still flip. */
export class ScheduledByToken1763700013890 implements MigrationInterface {
  name = 'ScheduledByToken1763700013890';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table scheduled_flips add column token uuid`);
    // The history knows it of those that wait.
    await runner.query(`
      update scheduled_flips s set token = h.token::uuid from flag_history h
      where s.state = 'waiting' and h.flag = s.flag and h.action = 'schedule' and h.detail ->> 'schedule' = s.id::text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table scheduled_flips drop column token`);
  }
}
