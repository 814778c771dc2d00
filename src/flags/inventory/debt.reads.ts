import { Injectable } from '@nestjs/common';
import { Clock, Db } from '../../platform/index.js';
import { UseReads, type UseOf } from '../debt/use.reads.js';
import { owed, type DebtRule, type DebtSubject } from '../domain/debt.js';
import type { FlagStage } from '../domain/flag.js';
import { NEVER_USED } from '../domain/usage.js';
import { FlagKinds } from './flag-kinds.js';
import { OwnerFactsReader } from './owner-facts.js';

type Row = DebtSubject & { key: string; name: string; service: string; revision: number };

/** A flag with what it owes, and what that was judged by. */
export type JudgedFlag = Row & { debt: DebtRule[] };

/** Many flags, of which only those are told whole that a guard has to say something of. */
export interface Survey {
  /** How many flags were looked at. */
  looked: number;
  /** Whether this one was. */
  includes: (key: string) => boolean;
  /** Of any flag; undefined: there is none of that key. */
  stageOf: (key: string) => FlagStage | undefined;
  services: ReadonlySet<string>;
  /** Those that owe something, and archived ones. */
  flags: JudgedFlag[];
}

/**
 * What all flags owe. It depends on the present, so it is judged at each read; what it is judged by is kept in memory and
 * brought up to the revision of the inventory first, which reads only the flags that changed since.
 */
@Injectable()
export class DebtReads {
  private readonly rows = new Map<string, Row>();
  private known = 0;
  /** The use that stands in the rows; null: a row has none yet. */
  private applied: UseOf | null = null;

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
    const { flags, debtOf } = await this.asked(asked);
    return flags.map((flag) => ({ ...flag, debt: debtOf(flag) }));
  }

  /** The same for verdicts: CI waits for them, so it copies nothing of the thousands that owe nothing. */
  async survey(asked: (flag: { key: string; service: string }) => boolean): Promise<Survey> {
    const { flags, debtOf } = await this.asked(asked);
    const services = new Set<string>();
    const told: JudgedFlag[] = [];
    for (const flag of flags) {
      services.add(flag.service);
      const debt = debtOf(flag);
      if (debt.length > 0 || flag.stage === 'archived') told.push({ ...flag, debt });
    }
    return {
      looked: flags.length,
      includes: (key) => {
        const row = this.rows.get(key);
        return row !== undefined && asked(row);
      },
      stageOf: (key) => this.rows.get(key)?.stage,
      services,
      flags: told,
    };
  }

  private async asked(
    asked: (flag: { key: string; service: string }) => boolean,
  ): Promise<{ flags: Row[]; debtOf: (flag: Row) => DebtRule[] }> {
    await this.catchUp();
    this.apply(await this.uses.ofAll());
    const flags = [...this.rows.values()].filter(asked);
    const [facts, policies] = await Promise.all([
      this.owners.of(flags.map(({ owner }) => owner)),
      this.kinds.policies(),
    ]);
    const now = this.clock.now();
    return { flags, debtOf: (flag) => owed(flag, facts(flag.owner), policies, now) };
  }

  /** Writes into the rows how the flags are used; what is read of all at once changes every few seconds at most. */
  private apply(use: UseOf): void {
    if (this.applied === use) return;
    for (const row of this.rows.values()) Object.assign(row, use(row));
    this.applied = use;
  }

  private async catchUp(): Promise<void> {
    const rows = await this.db.query<Omit<Row, 'usage' | 'references'>>(
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
      this.rows.set(row.key, { ...row, usage: NEVER_USED, references: null });
      this.applied = null;
      this.known = Math.max(this.known, row.revision);
    }
  }
}
