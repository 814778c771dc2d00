import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { Db, type Queryable, type Tx } from '../../platform/index.js';
import type { UseFacts } from '../domain/debt.js';
import { NEVER_USED, type UsageFacts } from '../domain/usage.js';
import { ExposureReads } from '../exposure/exposure.reads.js';
import { KnownUsage } from '../exposure/known-usage.js';
import { MentionsReads } from './mentions.reads.js';

export type UseOf = (flag: { key: string; service: string }) => UseFacts;

/** How flags are used: their calls, and the places in code that ask for them. */
@Injectable()
export class UseReads {
  private together: { use: UseOf; of: unknown[] } | null = null;

  constructor(
    private readonly db: Db,
    private readonly catalog: Catalog,
    private readonly exposures: ExposureReads,
    private readonly usage: KnownUsage,
    private readonly mentions: MentionsReads,
  ) {}

  /** Of few flags. */
  async of(flags: string[], tx?: Tx): Promise<UseOf> {
    if (flags.length === 0) return () => ({ usage: NEVER_USED, references: null });
    const on = tx ?? this.db;
    const usage = await this.exposures.usage(flags, tx);
    const places = await placesOf(on, flags);
    const scans = await on.query<{ repository: string }>(`select repository from code_scans`);
    const scanned = await this.catalog.servicesIn(
      scans.map(({ repository }) => repository),
      on,
    );
    return useOf(usage, places, new Set(scanned));
  }

  /** Of all flags: the same function until something of it changed. */
  async ofAll(): Promise<UseOf> {
    const [usage, mentions] = await Promise.all([this.usage.all(), this.mentions.all()]);
    const scanned = await this.catalog.servicesIn([...mentions.repositories]);
    const of = [usage.version, mentions, ...scanned];
    const { together } = this;
    if (together?.of.length === of.length && of.every((part, i) => part === together.of[i])) return together.use;
    const use = useOf(usage.facts, mentions.flags, new Set(scanned));
    this.together = { use, of };
    return use;
  }
}

/** `places`: in code, by flag; `scanned`: the services whose repository was scanned. */
function useOf(
  usage: ReadonlyMap<string, UsageFacts>,
  places: ReadonlyMap<string, number>,
  scanned: ReadonlySet<string>,
): UseOf {
  return ({ key, service }) => ({
    usage: usage.get(key) ?? NEVER_USED,
    references: places.get(key) ?? (scanned.has(service) ? 0 : null),
  });
}

async function placesOf(on: Queryable, flags: string[]): Promise<Map<string, number>> {
  const rows = await on.query<{ flag: string; places: number }>(
    `select flag, count(*)::int as places from code_references where flag = any ($1) group by flag`,
    [flags],
  );
  return new Map(rows.map(({ flag, places }) => [flag, places]));
}
