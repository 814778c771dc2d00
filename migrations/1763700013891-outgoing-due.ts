import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is due is looked for by receiver. */
export class OutgoingDue1763700013891 implements MigrationInterface {
  name = 'OutgoingDue1763700013891';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index outgoing_deliveries_due`);
    await runner.query(
      `create index outgoing_deliveries_due on outgoing_deliveries (outgoing, due_at, id) where state = 'due'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index outgoing_deliveries_due`);
    await runner.query(`create index outgoing_deliveries_due on outgoing_deliveries (due_at) where state = 'due'`);
  }
}
