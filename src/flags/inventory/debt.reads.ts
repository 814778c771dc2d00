import { Injectable } from '@nestjs/common';
import { Clock, Db } from '../../platform/index.js';
import { owed, type DebtRule } from '../domain/debt.js';
import type { FlagKind, FlagOwner, FlagStage } from '../domain/flag.js';
import { FlagKinds } from './flag-kinds.js';
import { OwnerFactsReader } from './owner-facts.js';

interface Row {
  key: string;
  stage: FlagStage;
  kind: FlagKind;
  owner: FlagOwner;
  expiresAt: Date | null;
  removalTicket: string | null;
  sameSince: Date | null;
  revision: number;
}

/**
 * What all flags owe. It depends on the present, so it is judged at each read; what it is judged by is kept in memory and
 * brought up to the revision of the inventory first, which reads only the flags that changed since.
 */
@Injectable()
export class DebtReads {
  private readonly rows = new Map<string, Row>();
  private known = 0;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly owners: OwnerFactsReader,
    private readonly kinds: FlagKinds,
  ) {}

  /** The flags that owe anything, by key. */
  async owing(): Promise<Map<string, DebtRule[]>> {
    await this.catchUp();
    const flags = [...this.rows.values()];
    const facts = await this.owners.of(flags.map(({ owner }) => owner));
    const policies = await this.kinds.policies();
    const now = this.clock.now();
    const owing = new Map<string, DebtRule[]>();
    for (const flag of flags) {
      const debt = owed(flag, facts(flag.owner), policies, now);
      if (debt.length > 0) owing.set(flag.key, debt);
    }
    return owing;
  }

  private async catchUp(): Promise<void> {
    const rows = await this.db.query<Row>(
      `select f.key, f.stage, f.kind, json_build_object('team', f.owner_team, 'person', f.owner_person) as owner,
         f.expires_at as "expiresAt", f.removal_ticket as "removalTicket", f.revision::float8 as revision,
         (select case when bool_and(e.on_state) = bool_or(e.on_state) then max(e.changed_at) end
          from flag_environments e where e.flag = f.key and e.present) as "sameSince"
       from flags f where f.revision > $1`,
      [this.known],
    );
    // Revisions commit in their order: who sees one sees all before it. A slower read must not bring back what it saw.
    for (const row of rows) {
      if (row.revision < (this.rows.get(row.key)?.revision ?? 0)) continue;
      this.rows.set(row.key, row);
      this.known = Math.max(this.known, row.revision);
    }
  }
}
