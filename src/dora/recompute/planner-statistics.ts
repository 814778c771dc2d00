import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';

const FIRST = 2_000;

/**
 * PostgreSQL plans by statistics that it gathers about once a minute. While a large history streams in, tables that it takes
 * for empty hold a hundred thousand rows, and its plans read them whole for every row. So statistics are gathered here each
 * time as much has been worked on as in all this process's time before.
 */
@Injectable()
export class PlannerStatistics {
  private worked = 0;
  private next = FIRST;

  constructor(private readonly db: Db) {}

  /** Tells how many things are about to be worked on. */
  async expect(count: number): Promise<void> {
    this.worked += count;
    if (this.worked < this.next) return;
    this.next = this.worked * 2;
    await this.db.query(
      `analyze commits, changes, change_services, deployments,
         dora_changes, dora_change_commits, dora_deployments, dora_deliveries, dora_owned`,
    );
  }
}
