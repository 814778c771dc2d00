import { Injectable } from '@nestjs/common';
import { Clock, Db, type Tx } from '../platform/index.js';
import { DEBT_RULES, owed, subjectOf, type DebtRule } from './domain/debt.js';
import type { Flag, FlagKind, FlagValue } from './domain/flag.js';
import { Rulesets } from './evaluation/rulesets.js';
import type { KillEntry } from './domain/kill-entry.js';
import type { FlipPayload } from './flags.events.js';
import { UseReads } from './debt/use.reads.js';
import { DebtReads } from './inventory/debt.reads.js';
import { flagOf, SELECT_FLAGS, type FlagRow } from './inventory/flag.rows.js';
import { FlagKinds } from './inventory/flag-kinds.js';
import { OwnerFactsReader } from './inventory/owner-facts.js';

/** A flip as stored; see FlagFlipped. */
export type Flip = Omit<FlipPayload, 'at'> & { at: Date };

/** A flag together with what it owes now. */
export type InventoryFlag = Flag & { debt: DebtRule[] };

/** A flag's state in one environment, with our own flip that brought it; null: it is as it was born. */
export interface FlagState {
  key: string;
  name: string;
  service: string;
  environment: string;
  on: boolean;
  since: Date;
  kind: FlagKind;
  /** What the flag answers while it is off. */
  safeValue: FlagValue;
  runbook: string | null;
  blastRadius: string | null;
  lastDrilledAt: Date | null;
  flip: Pick<FlipPayload, 'kill' | 'actor' | 'reason' | 'incident'> | null;
}

export interface FlagSummary {
  active: number;
  onInProduction: number;
  /** How many flags owe each. */
  debt: Record<string, number>;
  /** How many flags owe anything. */
  withDebt: number;
}

/** Lines around a reference; `line` is the number of the first. */
interface CodeHunk {
  line: number;
  lines: string[];
}

/** Where the last scan of a repository's trunk found flags in code. */
export interface CodeReferences {
  repository: string;
  commit: string;
  branch: string;
  scannedAt: Date;
  committedAt: Date | null;
  webUrl: string | null;
  references: { flag: string; path: string; line: number; hunk?: CodeHunk }[];
}

/** Read face of flags. Every read takes a transaction as its last argument, else it reads on its own. */
@Injectable()
export class FlagReads {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly owners: OwnerFactsReader,
    private readonly debts: DebtReads,
    private readonly kinds: FlagKinds,
    private readonly uses: UseReads,
    private readonly rulesets: Rulesets,
  ) {}

  /** Flips, own and external, in `[from, to)`, in the order in which they happened. */
  async flips(
    filter: { service?: string; environment?: string; flag?: string; from?: Date; to?: Date },
    tx?: Tx,
  ): Promise<Flip[]> {
    return (tx ?? this.db).query<Flip>(
      `select id, flag, service, environment, on_state as "on", kill, at, reason, incident, actor, external,
         drill_run as "drillRun" from flips
       where ($1::text is null or service = $1) and ($2::text is null or environment = $2) and ($3::text is null or flag = $3)
         and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5)
       order by at, revision nulls first, id`,
      [filter.service ?? null, filter.environment ?? null, filter.flag ?? null, filter.from ?? null, filter.to ?? null],
    );
  }

  /** Flips of a service's flags before an instant, own and external, newest first. */
  async latestFlips(service: string, before: Date, limit: number): Promise<Flip[]> {
    return this.db.query<Flip>(
      `select id, flag, service, environment, on_state as "on", kill, at, reason, incident, actor, external,
         drill_run as "drillRun" from flips
       where service = $1 and at < $2 order by at desc, id desc limit $3`,
      [service, before, limit],
    );
  }

  /** How many flags are active, on in production, and owe what. `services`: all of them, with their environments. */
  async summary(
    services: { key: string; environments: { key: string; production: boolean }[] }[],
  ): Promise<FlagSummary> {
    const production = services.flatMap(({ key, environments }) =>
      environments.filter((one) => one.production).map((one) => ({ service: key, environment: one.key })),
    );
    const [counts] = await this.db.query<{ active: number; onInProduction: number }>(
      `select count(*)::int as active, count(lit.flag)::int as "onInProduction"
       from flags f left join (
         select distinct e.flag from flag_environments e join flags o on o.key = e.flag
         join unnest($1::text[], $2::text[]) p(service, environment)
           on p.service = o.service and p.environment = e.environment
         where e.present and e.on_state
       ) lit on lit.flag = f.key
       where f.stage = 'active'`,
      [production.map(({ service }) => service), production.map(({ environment }) => environment)],
    );
    const owing = [...(await this.debts.owing()).values()];
    const owe = (rule: DebtRule): [DebtRule, number] => [rule, owing.filter((debt) => debt.includes(rule)).length];
    return {
      active: counts?.active ?? 0,
      onInProduction: counts?.onInProduction ?? 0,
      debt: Object.fromEntries(DEBT_RULES.map(owe)),
      withDebt: owing.length,
    };
  }

  async flag(key: string, tx?: Tx): Promise<InventoryFlag | null> {
    const [row] = await (tx ?? this.db).query<FlagRow>(`${SELECT_FLAGS} where f.key = $1`, [key]);
    if (!row) return null;
    const [flag] = await this.withDebt([flagOf(row)], tx);
    return flag ?? null;
  }

  /** These flags, in the order of their keys given. */
  async ofKeys(keys: string[]): Promise<InventoryFlag[]> {
    const rows = await this.db.query<FlagRow>(
      `${SELECT_FLAGS} join unnest($1::text[]) with ordinality as asked (key, place) on asked.key = f.key order by asked.place`,
      [keys],
    );
    return this.withDebt(rows.map(flagOf));
  }

  /**
   * States of the flags that are not archived in these environments: first those that are on, by service and name, then
   * the others, the last turned off first. `q` stands in the key, the name or the service.
   */
  async states(
    places: { service: string; environment: string }[],
    { q, limit }: { q: string | null; limit: number },
  ): Promise<FlagState[]> {
    return this.db.query<FlagState>(
      `with shown as (
         select f.key, f.name, f.service, f.kind, f.variants -> f.off_variant as "safeValue", f.runbook,
           f.blast_radius as "blastRadius", f.last_drilled_at as "lastDrilledAt", e.environment, e.on_state as "on", e.changed_at as since,
           row_number() over (order by e.on_state desc, case when e.on_state then f.service end,
             case when e.on_state then lower(f.name) end, e.changed_at desc, f.key, e.position) as place
         from unnest($1::text[], $2::text[]) as p (service, environment)
         join flags f on f.service = p.service and f.stage <> 'archived'
         join flag_environments e on e.flag = f.key and e.environment = p.environment and e.present
         where $3::text is null or strpos(lower(f.key || ' ' || f.name || ' ' || f.service), lower($3)) > 0
         order by place limit $4)
       select s.key, s.name, s.service, s.environment, s."on", s.since, s.kind, s."safeValue", s.runbook, s."blastRadius",
         s."lastDrilledAt",
         (select json_build_object('kill', kill, 'actor', actor, 'reason', reason, 'incident', incident) from flips
          where flag = s.key and environment = s.environment and not external order by revision desc limit 1) as flip
       from shown s order by s.place`,
      [places.map(({ service }) => service), places.map(({ environment }) => environment), q, limit],
    );
  }

  /** The kill that keeps a flag off in this process although the database does not know of it yet. */
  journaledKill(key: string, environment: string): KillEntry | null {
    return this.rulesets.heldKill(key, environment) ?? null;
  }

  /** The revision of the inventory that this process evaluates by. */
  get revision(): number {
    return this.rulesets.revision;
  }

  /** What the last scan of a repository (`owner/name`) found; null: it was never scanned. */
  async codeReferences(repository: string, tx?: Tx): Promise<CodeReferences | null> {
    const on = tx ?? this.db;
    const [scan] = await on.query<Omit<CodeReferences, 'references'>>(
      `select repository, commit, branch, scanned_at as "scannedAt", committed_at as "committedAt", web_url as "webUrl"
       from code_scans where repository = $1`,
      [repository],
    );
    if (!scan) return null;
    const references = await on.query<CodeReferences['references'][number] & { hunk: CodeHunk | null }>(
      `select flag, path, line, hunk from code_references where repository = $1 order by flag, path, line`,
      [repository],
    );
    return {
      ...scan,
      references: references.map(({ flag, path, line, hunk }) => ({ flag, path, line, ...(hunk && { hunk }) })),
    };
  }

  private async withDebt(flags: Flag[], tx?: Tx): Promise<InventoryFlag[]> {
    const facts = await this.owners.of(
      flags.map(({ owner }) => owner),
      tx,
    );
    const policies = await this.kinds.policies(tx);
    const use = await this.uses.of(
      flags.map(({ key }) => key),
      tx,
    );
    const now = this.clock.now();
    return flags.map((flag) => ({
      ...flag,
      debt: owed(subjectOf(flag, use(flag)), facts(flag.owner), policies, now),
    }));
  }
}
