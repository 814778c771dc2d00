import { Injectable } from '@nestjs/common';
import { Clock, Db, Readings } from '../../platform/index.js';
import { UseReads, type UseOfAll } from '../debt/use.reads.js';
import { hasOwner, holdsUntil, owed, type DebtRule, type DebtSubject } from '../domain/debt.js';
import type { FlagOwner, FlagStage } from '../domain/flag.js';
import { FlagKinds } from './flag-kinds.js';
import { OwnerFactsReader } from './owner-facts.js';

/** A flag without its use. */
type Stored = Omit<Row, 'usage' | 'references'>;

type Row = DebtSubject & { key: string; name: string; service: string; revision: number };

/** Whether a flag is asked for. */
export type AskedFor = (flag: { key: string; service: string }) => boolean;

/** A flag with what it owes, and what that was judged by. */
export type JudgedFlag = Row & { debt: DebtRule[] };

/** Many flags, of which only those are told whole that a guard has to say something of. */
export interface Survey {
  /** How many flags were looked at. */
  looked: number;
  services: ReadonlySet<string>;
  /** Whether this one was looked at. */
  includes: (key: string) => boolean;
  /** Of any flag; undefined: there is none of that key. */
  stageOf: (key: string) => FlagStage | undefined;
  /** Moves when a flag comes, or changes its stage or service: what depends on these alone can be remembered until then. */
  shape: number;
  /** Those that owe something, and archived ones. */
  flags: JudgedFlag[];
}

/** What all flags owe in `[from, until)`, in milliseconds: those that owe anything, by key. */
interface Judgement {
  /** What all were judged by, but for the instant. */
  by: string;
  from: number;
  until: number;
  owing: ReadonlyMap<string, DebtRule[]>;
}

/**
 * What all flags owe. What it is judged by is kept in memory, and whatever of it changed is read before each answer. The flags that
 * changed are judged anew, and all of them once time, a policy or an owner may have changed what any of them owes.
 */
@Injectable()
export class DebtReads {
  private readonly rows = new Map<string, Row>();
  /** The owners and services of the rows, each once: ten thousand rows that share them are looked through sooner. */
  private readonly owners = new Map<string, FlagOwner>();
  private readonly services = new Map<string, string>();
  private readonly archived = new Set<string>();
  private shape = 0;
  private known = 0;
  /** The use that stands in the rows. */
  private use: UseOfAll | null = null;
  /** The rows that changed since the judgement. */
  private readonly fresh = new Set<Row>();
  private judgement: Judgement | null = null;
  /** How many flags each question was about when last asked, and whose. */
  private readonly extents = new WeakMap<AskedFor, Pick<Survey, 'looked' | 'services' | 'shape'>>();
  private readonly readings = new Readings(() => this.read());

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly facts: OwnerFactsReader,
    private readonly kinds: FlagKinds,
    private readonly uses: UseReads,
  ) {}

  /** The flags that owe anything, by key, once `beside` is settled too. */
  async owing(beside?: Promise<unknown>): Promise<ReadonlyMap<string, DebtRule[]>> {
    const owners = [...this.owners.values()];
    const [policies, facts] = await Promise.all([
      this.kinds.policies(),
      this.facts.of(owners),
      this.readings.next(),
      beside,
    ]);
    // The reading met an owner of whom nothing was asked beside it.
    if (this.owners.size !== owners.length) return this.owing(beside);
    const now = this.clock.now();
    const by = JSON.stringify([policies, owners.map((owner) => hasOwner({ owner }, facts(owner)))]);
    const last = this.judgement;
    const holds = last?.by === by && last.from <= now.getTime() && now.getTime() < last.until;
    if (holds && this.fresh.size === 0) return last.owing;
    const owing = new Map(holds ? last.owing : []);
    let until = holds ? last.until : Infinity;
    for (const row of holds ? this.fresh : this.rows.values()) {
      const debt = owed(row, facts(row.owner), policies, now);
      if (debt.length > 0) owing.set(row.key, debt);
      else owing.delete(row.key);
      until = Math.min(until, holdsUntil(row, policies, now));
    }
    this.fresh.clear();
    this.judgement = { by, from: now.getTime(), until, owing };
    return owing;
  }

  /** The flags that `asked` lets through, by key, archived ones too. */
  async judged(asked: AskedFor = () => true): Promise<JudgedFlag[]> {
    const owing = await this.owing();
    return [...this.rows.values()].filter(asked).map((row) => ({ ...row, debt: owing.get(row.key) ?? [] }));
  }

  /**
   * The same for verdicts: CI waits for them, so it looks at none of the thousands that owe nothing, and reads what they owe while it
   * is still found out which are asked for. A function that asked before is not asked of all of them again unless one came or moved.
   */
  async survey(asking: Promise<AskedFor>): Promise<Survey> {
    const owing = await this.owing(asking);
    const asked = await asking;
    const told = [...new Set([...owing.keys(), ...this.archived])].flatMap((key) => this.rows.get(key) ?? []);
    return {
      ...this.extent(asked),
      includes: (key) => {
        const row = this.rows.get(key);
        return row !== undefined && asked(row);
      },
      stageOf: (key) => this.rows.get(key)?.stage,
      flags: told.filter(asked).map((row) => ({ ...row, debt: owing.get(row.key) ?? [] })),
    };
  }

  private extent(asked: AskedFor): Pick<Survey, 'looked' | 'services' | 'shape'> {
    const { shape } = this;
    const known = this.extents.get(asked);
    if (known?.shape === shape) return known;
    const within = [...this.rows.values()].filter(asked);
    const extent = { shape, looked: within.length, services: new Set(within.map(({ service }) => service)) };
    this.extents.set(asked, extent);
    return extent;
  }

  /** Brings the rows up to what is committed. `since`: the revision that they are of; 0: whatever is known is replaced. */
  private async read(since = this.known): Promise<void> {
    const [{ revision, rows }, use] = await Promise.all([this.changed(since), this.uses.ofAll()]);
    // The database was put back to an earlier state: nothing known counts, once all is read anew.
    if (revision < since) return this.read(0);
    if (since === 0) this.forget();
    const used = this.use === null ? null : use.changedSince(this.use);
    for (const key of used ?? this.rows.keys()) {
      const row = this.rows.get(key);
      if (row) this.fresh.add(Object.assign(row, use.of(row)));
    }
    for (const row of rows) this.put({ ...row, ...use.of(row) });
    this.use = use;
    this.known = revision;
  }

  private forget(): void {
    this.rows.clear();
    this.archived.clear();
    this.fresh.clear();
    this.judgement = null;
    this.shape += 1;
  }

  private put(changed: Row): void {
    const row = { ...changed, owner: this.ownerOf(changed.owner), service: this.serviceOf(changed.service) };
    const before = this.rows.get(row.key);
    if (before) this.fresh.delete(before);
    if (before?.stage !== row.stage || before.service !== row.service) this.shape += 1;
    if (row.stage === 'archived') this.archived.add(row.key);
    else this.archived.delete(row.key);
    this.rows.set(row.key, row);
    this.fresh.add(row);
  }

  private ownerOf(owner: FlagOwner): FlagOwner {
    const name = JSON.stringify([owner.team, owner.person]);
    const known = this.owners.get(name) ?? owner;
    this.owners.set(name, known);
    return known;
  }

  private serviceOf(key: string): string {
    const known = this.services.get(key) ?? key;
    this.services.set(key, known);
    return known;
  }

  /** Revisions commit in their order: who sees one sees all before it. */
  private async changed(since: number): Promise<{ revision: number; rows: Stored[] }> {
    const rows = await this.db.query<{ at: number } & (Stored | { key: null })>(
      `select a.revision::float8 as at, f.key, f.name, f.service, f.stage, f.kind, f.outcome, f.created_at as "createdAt",
         json_build_object('team', f.owner_team, 'person', f.owner_person) as owner,
         f.expires_at as "expiresAt", f.removal_ticket as "removalTicket", f.revision::float8 as revision,
         (select case when bool_and(e.on_state) = bool_or(e.on_state) then max(e.changed_at) end
          from flag_environments e where e.flag = f.key and e.present) as "sameSince",
         exists (select from flag_environments e where e.flag = f.key and e.present and e.on_state
           and (json_array_length(e.rules) > 0 or json_array_length(e.prerequisites) > 0 or e.otherwise -> 'split' is not null)) as ruled
       from flag_revision a left join flags f on f.revision > $1`,
      [since],
    );
    let revision: number | null = null;
    const changed: Stored[] = [];
    for (const { at, ...row } of rows) {
      revision = at;
      if (row.key !== null) changed.push(row);
    }
    if (revision === null) throw new Error('The row of flag_revision is missing');
    return { revision, rows: changed };
  }
}
