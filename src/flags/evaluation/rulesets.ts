import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AppConfig, Db, Live, type Queryable } from '../../platform/index.js';
import type { CompileInput } from '../domain/compile.js';
import type { FlagStage, FlagValue } from '../domain/flag.js';
import type { Segment, Targeting } from '../domain/rules.js';
import { Ruleset } from './ruleset.js';

interface ChangedFlag {
  key: string;
  revision: number;
  stage: FlagStage;
  variants: Record<string, FlagValue>;
  defaultVariant: string;
  offVariant: string;
  environments: (Targeting & { key: string; on: boolean })[];
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
  /** The flags that answer otherwise, came or went. */
  keys: readonly string[];
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
  private known = 0;
  private loading: Promise<void> | null = null;
  private queued: Promise<void> | null = null;
  private direct: Queryable | null = null;

  constructor(
    private readonly db: Db,
    private readonly config: AppConfig,
    private readonly live: Live,
  ) {}

  async onModuleInit(): Promise<void> {
    if (this.config.role.api) await this.poll();
  }

  /** The revision of the inventory that is evaluated. */
  get revision(): number {
    return this.known;
  }

  /** The ruleset of an environment; empty for one that has no flags. */
  of(environment: string): Ruleset {
    return this.byEnvironment.get(environment) ?? Ruleset.empty(environment, this.known);
  }

  /** Is called at once when what an environment's flags answer has changed. */
  onSwap(watch: (swap: Swap) => void): void {
    this.watchers.push(watch);
  }

  /** Reads on a connection that no request competes for, while there is one. */
  readThrough(connection: Queryable | null): void {
    this.direct = connection;
  }

  /**
   * Resolves when everything committed before the call is evaluated here, or when the database could not be asked in time:
   * the revision poll tries again.
   */
  async catchUp(): Promise<void> {
    if (!this.config.role.api) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS);
    });
    await Promise.race([this.nextLoad(), late]);
    clearTimeout(timer);
  }

  /** Asks only for the revision; loads if it moved. Throws when the database does not answer. */
  async poll(): Promise<void> {
    const revision = await this.readRevision();
    if (revision <= this.known) return;
    await this.load();
    if (revision <= this.known) return;
    this.known = revision;
    this.live.tellHere([{ topic: 'flag-revision', revision }]);
  }

  private nextLoad(): Promise<void> {
    if (this.loading === null) return this.begin();
    // The load under way may have read before the caller's commit, so another one follows it.
    this.queued ??= this.loading.then(() => {
      this.queued = null;
      return this.begin();
    });
    return this.queued;
  }

  private begin(): Promise<void> {
    const loading = this.load()
      .catch((error: unknown) => this.logger.warn(`Flags could not be read and will be again: ${String(error)}`))
      .finally(() => {
        if (this.loading === loading) this.loading = null;
      });
    this.loading = loading;
    return loading;
  }

  private async load(): Promise<void> {
    // One statement, so that flags and segments are of one instant: a segment missed here would be missed for good.
    const [changes] = await this.read<Changes>(
      `select
         coalesce((select json_agg(json_build_object('key', f.key, 'revision', f.revision, 'stage', f.stage,
           'variants', f.variants, 'defaultVariant', f.default_variant, 'offVariant', f.off_variant,
           'environments', coalesce((
             select json_agg(json_build_object('key', e.environment, 'on', e.on_state, 'rules', e.rules,
               'otherwise', e.otherwise, 'prerequisites', e.prerequisites))
             from flag_environments e where e.flag = f.key and e.present), '[]')) order by f.key)
           from flags f where f.revision > $1), '[]') as flags,
         coalesce((select json_agg(json_build_object('key', s.key, 'revision', s.revision, 'deleted', s.deleted,
           'match', s.match, 'conditions', s.conditions))
           from segments s where s.revision > $1), '[]') as segments`,
      [this.known],
    );
    if (changes === undefined) return;
    // Revisions commit in their order: who sees one sees all before it.
    const revisions = [...changes.flags, ...changes.segments].map((one) => one.revision);
    const revision = revisions.reduce((highest, each) => Math.max(highest, each), 0);
    // A load that began earlier and ends later must not bring back what it read.
    if (revision > this.known) this.apply(revision, changes);
  }

  private apply(revision: number, { flags: changed, segments }: Changes): void {
    const changes = new Map<string, Map<string, CompileInput | null>>();
    const changesOf = (environment: string): Map<string, CompileInput | null> => {
      const list = changes.get(environment) ?? new Map<string, CompileInput | null>();
      changes.set(environment, list);
      return list;
    };
    for (const flag of changed) {
      for (const [environment, ruleset] of this.byEnvironment) {
        if (ruleset.flags.has(flag.key)) changesOf(environment).set(flag.key, null);
      }
      if (flag.stage === 'archived') continue;
      for (const { key: environment, ...state } of flag.environments)
        changesOf(environment).set(flag.key, { ...flag, ...state });
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
    const swaps = [...changes].flatMap(([environment, flags]): Swap[] => {
      const before = this.of(environment);
      const known = this.byEnvironment.has(environment) ? changedSegments : this.segments;
      const after = before.with(revision, { flags, segments: known });
      const keys = after.differingFrom(before);
      // Flipped elsewhere, or renamed: what is answered here is still of the revision before, and nobody need be told.
      this.byEnvironment.set(environment, keys.length === 0 ? after.as(before.revision) : after);
      return keys.length === 0 ? [] : [{ before, after, keys }];
    });
    this.known = revision;
    for (const swap of swaps) for (const watch of this.watchers) watch(swap);
    // Each process tells its own readers, from what it heard on the safety path: that needs no Redis.
    this.live.tellHere([
      ...changed.map(({ key }) => ({ topic: 'flags', key }) as const),
      ...segments.map(({ key }) => ({ topic: 'segments', key }) as const),
      { topic: 'flag-revision', revision },
    ]);
  }

  private async readRevision(): Promise<number> {
    const [row] = await this.read<{ revision: number }>(`select revision::float8 as revision from flag_revision`);
    return row?.revision ?? 0;
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
