import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { Db, type Queryable, type Tx } from '../../platform/index.js';
import type { UseFacts } from '../domain/debt.js';
import { NEVER_USED, type UsageFacts } from '../domain/usage.js';
import { ExposureReads } from '../exposure/exposure.reads.js';
import { KnownUsage } from '../exposure/known-usage.js';
import { MentionsReads } from './mentions.reads.js';

export type UseOf = (flag: { key: string; service: string }) => UseFacts;

/** How all flags are used at one moment. */
export interface UseOfAll {
  of: UseOf;
  /** The version of what is known of calls. */
  version: number;
  /** What was found in code, and the services whose code was looked at. */
  code: readonly unknown[];
  /** The flags whose use differs from an earlier moment's; null: any flag's may. */
  changedSince: (earlier: UseOfAll) => string[] | null;
}

/** How flags are used: their calls, and the places in code that ask for them. */
@Injectable()
export class UseReads {
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

  async ofAll(): Promise<UseOfAll> {
    const [usage, mentions] = await Promise.all([this.usage.all(), this.mentions.all()]);
    const scanned = await this.catalog.servicesIn([...mentions.repositories]);
    const code = [mentions, ...scanned];
    return {
      of: useOf(usage.facts, mentions.flags, new Set(scanned)),
      version: usage.version,
      code,
      changedSince: (earlier) =>
        earlier.code.length === code.length && code.every((part, i) => part === earlier.code[i])
          ? usage.changedSince(earlier.version)
          : null,
    };
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
