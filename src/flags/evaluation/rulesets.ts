import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AppConfig, Db, Live, type Queryable } from '../../platform/index.js';
import type { FlagStage, FlagRule, FlagValue } from '../domain/flag.js';
import { CompiledFlag } from './compiled-flag.js';
import { Ruleset } from './ruleset.js';

interface ChangedFlag {
  key: string;
  revision: number;
  stage: FlagStage;
  variants: Record<string, FlagValue>;
  defaultVariant: string;
  offVariant: string;
  environments: { key: string; on: boolean; rules: FlagRule[] }[];
}

/** A flip is answered after this time even if the reload behind it hangs: it is committed, and the poll catches up. */
const PATIENCE_MS = 1_000;

const NOTHING: ReadonlyMap<string, CompiledFlag> = new Map();

/** What this process evaluates by: one immutable ruleset per environment, swapped whole when the inventory moves on. */
@Injectable()
export class Rulesets implements OnModuleInit {
  private readonly logger = new Logger('Rulesets');
  private readonly byEnvironment = new Map<string, Ruleset>();
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
    return this.byEnvironment.get(environment) ?? new Ruleset(environment, this.known, NOTHING);
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
    const changed = await this.read<ChangedFlag>(
      `select f.key, f.revision::float8 as revision, f.stage, f.variants, f.default_variant as "defaultVariant",
         f.off_variant as "offVariant",
         coalesce((select json_agg(json_build_object('key', e.environment, 'on', e.on_state, 'rules', e.rules))
           from flag_environments e where e.flag = f.key and e.present), '[]') as environments
       from flags f where f.revision > $1 order by f.key`,
      [this.known],
    );
    // Revisions commit in their order: who sees one sees all before it.
    const revision = changed.reduce((highest, flag) => Math.max(highest, flag.revision), 0);
    // A load that began earlier and ends later must not bring back what it read.
    if (revision > this.known) this.apply(revision, changed);
  }

  private apply(revision: number, changed: ChangedFlag[]): void {
    const changes = new Map<string, Map<string, CompiledFlag | null>>();
    const note = (environment: string, key: string, flag: CompiledFlag | null): void => {
      const list = changes.get(environment) ?? new Map<string, CompiledFlag | null>();
      changes.set(environment, list.set(key, flag));
    };
    for (const flag of changed) {
      for (const [environment, ruleset] of this.byEnvironment) {
        if (ruleset.flags.has(flag.key)) note(environment, flag.key, null);
      }
      if (flag.stage === 'archived') continue;
      for (const { key: environment, on, rules } of flag.environments) {
        note(environment, flag.key, new CompiledFlag({ ...flag, on, rules }));
      }
    }
    for (const [environment, list] of changes) {
      this.byEnvironment.set(environment, this.of(environment).with(revision, list));
    }
    this.known = revision;
    // Each process tells its own readers, from what it heard on the safety path: that needs no Redis.
    this.live.tellHere([
      ...changed.map(({ key }) => ({ topic: 'flags', key }) as const),
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
