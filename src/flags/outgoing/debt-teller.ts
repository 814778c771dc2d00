import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Db, Ids, Ticks, type Tx } from '../../platform/index.js';
import { FlagActed } from '../flags.events.js';
import { DebtReads } from '../inventory/debt.reads.js';

const LOOK_EVERY_MS = 60_000;
/** Stands for the first look, which only notes what is owed already. */
const BEGUN = { flag: '', rule: 'begun' };

interface Owed {
  flag: string;
  rule: string;
}

/** Tells when a flag begins to owe something: debt comes by time alone, so that nobody's act tells it. */
@Injectable()
export class DebtTeller implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly ticks: Ticks,
    private readonly debts: DebtReads,
  ) {}

  onModuleInit(): void {
    this.ticks.every('flags.tell-debt', LOOK_EVERY_MS, () => this.look());
  }

  async look(): Promise<void> {
    const owing = [...(await this.debts.owing())].flatMap(([flag, rules]) =>
      rules.map((rule): Owed => ({ flag, rule })),
    );
    await this.db.transaction(async (tx) => {
      const begun = await this.note(tx, [BEGUN]);
      const fresh = await this.note(tx, owing);
      await this.forget(tx, [...owing, BEGUN]);
      if (begun.length > 0) return;
      const rules = new Map<string, string[]>();
      for (const { flag, rule } of fresh) rules.set(flag, [...(rules.get(flag) ?? []), rule]);
      for (const [flag, news] of rules) {
        await tx.publish(FlagActed, {
          id: this.ids.next(),
          flag,
          action: 'debt',
          at: this.clock.now().toISOString(),
          environment: null,
          actor: 'Delivery Loop',
          reason: null,
          incident: null,
          detail: { rules: news },
          revision: null,
        });
      }
    });
  }

  /** Answers those that were not noted yet; of several workers one gets each. */
  private async note(tx: Tx, owed: Owed[]): Promise<Owed[]> {
    return tx.query<Owed>(
      `insert into flag_debt_told (flag, rule) select flag, rule from unnest($1::text[], $2::text[]) as o (flag, rule)
       order by flag, rule on conflict do nothing returning flag, rule`,
      [owed.map(({ flag }) => flag), owed.map(({ rule }) => rule)],
    );
  }

  private async forget(tx: Tx, owed: Owed[]): Promise<void> {
    await tx.execute(
      `delete from flag_debt_told t where not exists (
         select from unnest($1::text[], $2::text[]) as o (flag, rule) where o.flag = t.flag and o.rule = t.rule)`,
      [owed.map(({ flag }) => flag), owed.map(({ rule }) => rule)],
    );
  }
}
