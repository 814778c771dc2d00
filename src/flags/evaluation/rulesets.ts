import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AppConfig, DatabaseWatch, Db, Live, Standby, type Queryable } from '../../platform/index.js';
import type { CompileInput } from '../domain/compile.js';
import type { FlagStage, FlagValue } from '../domain/flag.js';
import type { KillEntry } from '../domain/kill-entry.js';
import type { Segment, Targeting } from '../domain/rules.js';
import { HeldKills } from './held-kills.js';
import { Ruleset } from './ruleset.js';

/** A flag as it is evaluated and kept on disk. */
export interface ChangedFlag {
  key: string;
  name: string;
  service: string;
  revision: number;
  stage: FlagStage;
  variants: Record<string, FlagValue>;
  defaultVariant: string;
  offVariant: string;
  environments: (Targeting & { key: string; on: boolean; revision: number })[];
}

/** `deleted`: kept as a row, so that every process hears of it. */
type ChangedSegment = Segment & { revision: number; deleted: boolean };

interface Changes {
  flags: ChangedFlag[];
  segments: ChangedSegment[];
}

/** One environment's ruleset taking another's place. */
export interface Swap {
  before: Ruleset;
  after: Ruleset;
  /** The flags that answer otherwise, came or went; none: flags changed here without that. */
  keys: readonly string[];
  /** No revision lies between the two. Else flags may have been turned on and off again, and others answered by that. */
  step: boolean;
  /** They answer the same, here and in other processes: whoever has the answers of the one has those of the other. */
  alike: boolean;
}

interface KeptInventory {
  installation: string;
  revision: number;
  flags: ChangedFlag[];
  segments: Segment[];
}

/** A flip is answered after this time even if the reload behind it hangs: it is committed, and the poll catches up. */
const PATIENCE_MS = 1_000;

/** What this process evaluates by: one immutable ruleset per environment, swapped whole when the inventory moves on. */
@Injectable()
export class Rulesets implements OnModuleInit {
  private readonly logger = new Logger('Rulesets');
  private readonly byEnvironment = new Map<string, Ruleset>();
  /** Those of all environments. */
  private readonly segments = new Map<string, Segment>();
  private readonly watchers: ((swap: Swap) => void)[] = [];
  private readonly inventory = new Map<string, ChangedFlag>();
  private readonly held = new HeldKills();
  /** Moves when everything is read anew: what was asked before that does not count. */
  private era = 0;
  private known = 0;
  private installationId: string | null = null;
  private loading: Promise<boolean> | null = null;
  private queued: Promise<boolean> | null = null;
  private direct: Queryable | null = null;

  constructor(
    private readonly db: Db,
    private readonly config: AppConfig,
    private readonly live: Live,
    private readonly watch: DatabaseWatch,
    private readonly standby: Standby,
  ) {}

  async onModuleInit(): Promise<void> {
    if (!this.config.role.api) return;
    this.standby.register<KeptInventory>({
      name: 'flags',
      stamp: () => `${this.installationId} ${this.known}`,
      gather: () =>
        Promise.resolve({
          installation: this.installation,
          revision: this.known,
          flags: [...this.inventory.values()],
          segments: [...this.segments.values()],
        }),
      restore: ({ installation, revision, flags, segments }) => {
        this.installationId = installation;
        this.apply(revision, { flags, segments: segments.map((one) => ({ ...one, revision, deleted: false })) });
      },
    });
    await this.watch.whenThere('The first reading of flags', () => this.poll());
  }

  /** Whether this process has a ruleset to evaluate by: read, or kept from before. */
  get ready(): boolean {
    return this.installationId !== null;
  }

  /** Which installation's flags these are. */
  get installation(): string {
    if (this.installationId === null) throw new Error('No flags were read yet');
    return this.installationId;
  }

  /** A flag as it is known here; undefined: there is none, or it is archived. */
  flag(key: string): ChangedFlag | undefined {
    const flag = this.inventory.get(key);
    return flag?.stage === 'archived' ? undefined : flag;
  }

  /** Every flag that is evaluated here. */
  flags(): ChangedFlag[] {
    return [...this.inventory.values()].filter(({ stage }) => stage !== 'archived');
  }

  /** The kill that keeps a flag off here until the database knows of it. */
  heldKill(flag: string, environment: string): KillEntry | undefined {
    return this.held.of(flag, environment);
  }

  heldKills(): KillEntry[] {
    return this.held.all();
  }

  /** Evaluates these flags as off from now on, whatever the database says of them. */
  hold(entries: readonly KillEntry[]): void {
    this.recompile(this.held.add(entries));
  }

  /** These kills are in the database, and what was loaded since knows of them. */
  release(ids: ReadonlySet<string>): void {
    this.recompile(this.held.remove(ids));
  }

  /** The revision of the inventory that is evaluated. */
  get revision(): number {
    return this.known;
  }

  /** The ruleset of an environment; empty for one that has no flags. */
  of(environment: string): Ruleset {
    return this.byEnvironment.get(environment) ?? Ruleset.empty(environment, this.known);
  }

  /** Is called at once when an environment's flags have changed. */
  onSwap(watch: (swap: Swap) => void): void {
    this.watchers.push(watch);
  }

  /** Reads on a connection that no request competes for, while there is one. */
  readThrough(connection: Queryable | null): void {
    this.direct = connection;
  }

  /**
   * True: everything committed before the call is evaluated here. False: the database could not be asked in time, and the revision
   * poll tries again.
   */
  async catchUp(): Promise<boolean> {
    if (!this.config.role.api) return false;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), PATIENCE_MS);
    });
    const loaded = await Promise.race([this.nextLoad(), late]);
    clearTimeout(timer);
    return loaded;
  }

  /** Asks only for the revision; loads if it moved. Throws when the database does not answer. */
  async poll(): Promise<void> {
    const before = this.known;
    const { revision, installation } = await this.readRevision();
    const anew = this.installationId !== installation || revision < before;
    if (!anew && revision <= this.known) return;
    // Nothing was taken over from a load that another one overtook: the next poll asks again.
    if (!(await this.load(anew ? installation : null)) || revision <= this.known) return;
    this.known = revision;
    this.live.tellHere([{ topic: 'flag-revision', revision }]);
  }

  /** Another database than the one these flags are of, or an older state of it: nothing known counts. */
  private startOver(installation: string): void {
    if (this.installationId !== null) this.logger.warn('The database holds another or an older inventory: read anew');
    this.installationId = installation;
    const foreign = this.held.all().filter((entry) => entry.installation !== installation);
    this.held.remove(new Set(foreign.map(({ id }) => id)));
    this.known = 0;
    this.inventory.clear();
    this.segments.clear();
    this.byEnvironment.clear();
    this.era += 1;
    this.standby.changed('flags');
  }

  private nextLoad(): Promise<boolean> {
    if (this.loading === null) return this.begin();
    // The load under way may have read before the caller's commit, so another one follows it.
    this.queued ??= this.loading.then(() => {
      this.queued = null;
      return this.begin();
    });
    return this.queued;
  }

  private begin(): Promise<boolean> {
    const loading = this.load()
      .catch((error: unknown) => {
        this.logger.warn(`Flags could not be read and will be again: ${String(error)}`);
        return false;
      })
      .finally(() => {
        if (this.loading === loading) this.loading = null;
      });
    this.loading = loading;
    return loading;
  }

  /** `anew`: the installation whose inventory takes the place of all that is known, which is answered by until it is read. */
  private async load(anew: string | null = null): Promise<boolean> {
    const { era } = this;
    // One statement, so that flags and segments are of one instant: a segment missed here would be missed for good.
    const [changes] = await this.read<Changes>(
      `select
         coalesce((select json_agg(json_build_object('key', f.key, 'name', f.name, 'service', f.service, 'revision', f.revision, 'stage', f.stage,
           'variants', f.variants, 'defaultVariant', f.default_variant, 'offVariant', f.off_variant,
           'environments', coalesce((
             select json_agg(json_build_object('key', e.environment, 'on', e.on_state, 'revision', e.revision,
               'rules', e.rules, 'otherwise', e.otherwise, 'prerequisites', e.prerequisites))
             from flag_environments e where e.flag = f.key and e.present), '[]')) order by f.key)
           from flags f where f.revision > $1), '[]') as flags,
         coalesce((select json_agg(json_build_object('key', s.key, 'revision', s.revision, 'deleted', s.deleted,
           'match', s.match, 'conditions', s.conditions))
           from segments s where s.revision > $1), '[]') as segments`,
      [anew === null ? this.known : 0],
    );
    if (changes === undefined || era !== this.era) return false;
    if (anew !== null) this.startOver(anew);
    // Revisions commit in their order: who sees one sees all before it.
    const revisions = [...changes.flags, ...changes.segments].map((one) => one.revision);
    const revision = revisions.reduce((highest, each) => Math.max(highest, each), 0);
    // A load that began earlier and ends later must not bring back what it read.
    if (revision > this.known) this.apply(revision, changes);
    return true;
  }

  private apply(revision: number, { flags: changed, segments }: Changes): void {
    const changes = new Map<string, Map<string, CompileInput | null>>();
    const changesOf = (environment: string): Map<string, CompileInput | null> => {
      const list = changes.get(environment) ?? new Map<string, CompileInput | null>();
      changes.set(environment, list);
      return list;
    };
    // What a journaled kill did is answered already; that the database knows of it now has a revision, which readers have to hear.
    const reconciled = new Map<string, string[]>();
    const moved = new Set<string>();
    const holding = new Set<string>();
    for (const flag of changed) {
      this.inventory.set(flag.key, flag);
      for (const [environment, ruleset] of this.byEnvironment) {
        if (ruleset.flags.has(flag.key)) changesOf(environment).set(flag.key, null);
      }
      if (flag.stage === 'archived') continue;
      for (const { key: environment, on, revision: own, ...state } of flag.environments) {
        if (own > (this.byEnvironment.get(environment)?.revision ?? revision)) moved.add(environment);
        const held = this.held.of(flag.key, environment) !== undefined;
        if (held) holding.add(environment);
        if (held && !on) reconciled.set(environment, [...(reconciled.get(environment) ?? []), flag.key]);
        changesOf(environment).set(flag.key, { ...flag, ...state, on: on && !held });
      }
    }
    const changedSegments = new Map(
      segments.map(({ key, match, conditions, deleted }): [string, Segment | null] => [
        key,
        deleted ? null : { key, match, conditions },
      ]),
    );
    for (const [key, segment] of changedSegments) {
      if (segment === null) this.segments.delete(key);
      else this.segments.set(key, segment);
    }
    if (segments.length > 0) for (const environment of this.byEnvironment.keys()) changesOf(environment);
    const step = revision === this.known + 1;
    const swaps = [...changes].flatMap(([environment, flags]): Swap[] => {
      const before = this.of(environment);
      const known = this.byEnvironment.has(environment) ? changedSegments : this.segments;
      const after = before.with(revision, { flags, segments: known });
      const keys = [...new Set([...after.differingFrom(before), ...(reconciled.get(environment) ?? [])])];
      // Flipped elsewhere, or renamed: what is answered here is still of the revision before, and nobody need be told.
      const still = keys.length === 0 && !moved.has(environment);
      this.byEnvironment.set(environment, still ? after.as(before.revision) : after);
      // What a kill hides that this process alone knows of may be seen elsewhere.
      const alike = step && keys.length === 0 && !holding.has(environment);
      return still ? [] : [{ before, after, keys, step, alike }];
    });
    this.known = revision;
    for (const swap of swaps) for (const watch of this.watchers) watch(swap);
    this.standby.changed('flags');
    // Each process tells its own readers, from what it heard on the safety path: that needs no Redis.
    this.live.tellHere([
      ...changed.map(({ key }) => ({ topic: 'flags', key }) as const),
      ...segments.map(({ key }) => ({ topic: 'segments', key }) as const),
      { topic: 'flag-revision', revision },
    ]);
  }

  private recompile(keys: ReadonlySet<string>): void {
    const flags = [...keys].flatMap((key) => this.inventory.get(key) ?? []);
    if (flags.length > 0) this.apply(this.known, { flags, segments: [] });
  }

  private async readRevision(): Promise<{ revision: number; installation: string }> {
    const [row] = await this.read<{ revision: number; installation: string }>(
      `select revision::float8 as revision, installation from flag_revision`,
    );
    if (!row) throw new Error('The row of flag_revision is missing');
    return row;
  }

  private async read<R extends object>(sql: string, params: unknown[] = []): Promise<R[]> {
    const { direct } = this;
    if (direct === null) return this.db.query<R>(sql, params);
    try {
      return await direct.query<R>(sql, params);
    } catch (error) {
      this.logger.debug(`The direct connection failed, the pool takes over: ${String(error)}`);
      return this.db.query<R>(sql, params);
    }
  }
}
