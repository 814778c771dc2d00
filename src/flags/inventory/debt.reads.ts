import { Injectable } from '@nestjs/common';
import { Clock, Db, Readings } from '../../platform/index.js';
import { UseReads, type UseOf } from '../debt/use.reads.js';
import { hasOwner, holdsUntil, owed, type DebtRule, type DebtSubject } from '../domain/debt.js';
import type { FlagOwner, FlagStage } from '../domain/flag.js';
import { FlagKinds } from './flag-kinds.js';
import { OwnerFactsReader } from './owner-facts.js';

/** A flag without its use, and the revision of the inventory when it was read. */
type Changed = Omit<Row, 'usage' | 'references'> & { at: number };

type Row = DebtSubject & { key: string; name: string; service: string; revision: number };

/** Whether a flag is asked for. */
export type AskedFor = (flag: { key: string; service: string }) => boolean;

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

/** What all flags owe in `[from, until)`, in milliseconds: those that owe anything, by key. */
interface Judgement {
  /** All that it was judged by, but for the instant. */
  by: string;
  from: number;
  until: number;
  owing: ReadonlyMap<string, DebtRule[]>;
}

/**
 * What all flags owe. What it is judged by is kept in memory, and whatever of it changed is read before each answer. They are
 * judged anew once something did change, or time alone may have changed what one of them owes.
 */
@Injectable()
export class DebtReads {
  private readonly rows = new Map<string, Row>();
  /** The owners and services of the rows, each once: ten thousand rows that share them are looked through sooner. */
  private readonly owners = new Map<string, FlagOwner>();
  private readonly services = new Map<string, string>();
  private version = 0;
  private known = 0;
  /** The use that stands in the rows. */
  private use: UseOf | null = null;
  private judgement: Judgement | null = null;
  /** The last survey of each question, and what it was made of. */
  private readonly surveys = new WeakMap<AskedFor, { owing: Judgement['owing']; version: number; survey: Survey }>();
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
    const by = JSON.stringify([this.version, policies, owners.map((owner) => hasOwner({ owner }, facts(owner)))]);
    const known = this.judgement;
    if (known?.by === by && known.from <= now.getTime() && now.getTime() < known.until) return known.owing;
    const owing = new Map<string, DebtRule[]>();
    let until = Infinity;
    for (const row of this.rows.values()) {
      const debt = owed(row, facts(row.owner), policies, now);
      if (debt.length > 0) owing.set(row.key, debt);
      until = Math.min(until, holdsUntil(row, policies, now));
    }
    this.judgement = { by, from: now.getTime(), until, owing };
    return owing;
  }

  /** The flags that `asked` lets through, by key, archived ones too. */
  async judged(asked: AskedFor = () => true): Promise<JudgedFlag[]> {
    const owing = await this.owing();
    return [...this.rows.values()].filter(asked).map((row) => ({ ...row, debt: owing.get(row.key) ?? [] }));
  }

  /**
   * The same for verdicts: CI waits for them, so it copies nothing of the thousands that owe nothing, and reads what they owe while
   * it is still found out which are asked for. The same function gets the same survey until a flag, or what one owes, changes.
   */
  async survey(asking: Promise<AskedFor>): Promise<Survey> {
    const owing = await this.owing(asking);
    const asked = await asking;
    const { version } = this;
    const known = this.surveys.get(asked);
    if (known?.owing === owing && known.version === version) return known.survey;
    const survey = this.look(asked, owing);
    this.surveys.set(asked, { owing, version, survey });
    return survey;
  }

  private look(asked: AskedFor, owing: Judgement['owing']): Survey {
    const services = new Set<string>();
    const flags: JudgedFlag[] = [];
    let looked = 0;
    for (const row of this.rows.values()) {
      if (!asked(row)) continue;
      looked += 1;
      services.add(row.service);
      const debt = owing.get(row.key) ?? [];
      if (debt.length > 0 || row.stage === 'archived') flags.push({ ...row, debt });
    }
    return {
      looked,
      includes: (key) => {
        const row = this.rows.get(key);
        return row !== undefined && asked(row);
      },
      stageOf: (key) => this.rows.get(key)?.stage,
      services,
      flags,
    };
  }

  /** Brings the rows up to what is committed. */
  private async read(): Promise<void> {
    const [{ revision, rows }, use] = await Promise.all([this.changed(), this.uses.ofAll()]);
    if (revision < this.known) {
      // The database was put back to an earlier state: nothing known counts.
      this.known = 0;
      this.rows.clear();
      this.version += 1;
      return this.read();
    }
    if (use !== this.use) for (const row of this.rows.values()) Object.assign(row, use(row));
    for (const row of rows) {
      const [owner, service] = [this.ownerOf(row.owner), this.serviceOf(row.service)];
      this.rows.set(row.key, { ...row, owner, service, ...use(row) });
    }
    if (rows.length > 0 || use !== this.use) this.version += 1;
    this.use = use;
    this.known = revision;
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
  private async changed(): Promise<{ revision: number; rows: Changed[] }> {
    const rows = await this.db.query<Changed | (Pick<Changed, 'at'> & { key: null })>(
      `select a.revision::float8 as at, f.key, f.name, f.service, f.stage, f.kind, f.outcome, f.created_at as "createdAt",
         json_build_object('team', f.owner_team, 'person', f.owner_person) as owner,
         f.expires_at as "expiresAt", f.removal_ticket as "removalTicket", f.revision::float8 as revision,
         (select case when bool_and(e.on_state) = bool_or(e.on_state) then max(e.changed_at) end
          from flag_environments e where e.flag = f.key and e.present) as "sameSince",
         exists (select from flag_environments e where e.flag = f.key and e.present and e.on_state
           and (json_array_length(e.rules) > 0 or json_array_length(e.prerequisites) > 0 or e.otherwise -> 'split' is not null)) as ruled
       from flag_revision a left join flags f on f.revision > $1`,
      [this.known],
    );
    const [first] = rows;
    if (first === undefined) throw new Error('The row of flag_revision is missing');
    return { revision: first.at, rows: rows.filter((row) => row.key !== null) };
  }
}
