import { Injectable } from '@nestjs/common';
import { Clock, Db } from '../../platform/index.js';
import { UseReads } from '../debt/use.reads.js';
import { owed, type DebtRule, type DebtSubject, type UseFacts } from '../domain/debt.js';
import { FlagKinds } from './flag-kinds.js';
import { OwnerFactsReader } from './owner-facts.js';

type Row = Omit<DebtSubject, keyof UseFacts> & { key: string; name: string; service: string; revision: number };

/** A flag with what it owes, and what that was judged by. */
export type JudgedFlag = Row & UseFacts & { debt: DebtRule[] };

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
    private readonly uses: UseReads,
  ) {}

  /** The flags that owe anything, by key. */
  async owing(): Promise<Map<string, DebtRule[]>> {
    const judged = await this.judged();
    return new Map(judged.flatMap(({ key, debt }) => (debt.length > 0 ? [[key, debt]] : [])));
  }

  /** The flags that `asked` lets through, by key, archived ones too. */
  async judged(asked: (flag: { key: string; service: string }) => boolean = () => true): Promise<JudgedFlag[]> {
    await this.catchUp();
    const flags = [...this.rows.values()].filter(asked);
    const [facts, policies, use] = await Promise.all([
      this.owners.of(flags.map(({ owner }) => owner)),
      this.kinds.policies(),
      this.uses.ofAll(),
    ]);
    const now = this.clock.now();
    return flags.map((flag) => {
      const subject = { ...flag, ...use(flag) };
      return { ...subject, debt: owed(subject, facts(flag.owner), policies, now) };
    });
  }

  private async catchUp(): Promise<void> {
    const rows = await this.db.query<Row>(
      `select f.key, f.name, f.service, f.stage, f.kind, f.outcome, f.created_at as "createdAt",
         json_build_object('team', f.owner_team, 'person', f.owner_person) as owner,
         f.expires_at as "expiresAt", f.removal_ticket as "removalTicket", f.revision::float8 as revision,
         (select case when bool_and(e.on_state) = bool_or(e.on_state) then max(e.changed_at) end
          from flag_environments e where e.flag = f.key and e.present) as "sameSince",
         exists (select from flag_environments e where e.flag = f.key and e.present and e.on_state
           and (json_array_length(e.rules) > 0 or json_array_length(e.prerequisites) > 0 or e.otherwise -> 'split' is not null)) as ruled
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
