import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { Clock, Db, type Queryable, type Tx } from '../../platform/index.js';
import type { UseFacts } from '../domain/debt.js';
import { NEVER_USED, type UsageFacts } from '../domain/usage.js';
import { ExposureReads } from '../exposure/exposure.reads.js';

export type UseOf = (flag: { key: string; service: string }) => UseFacts;

/** How old what is known of all flags at once may be before it is read anew. */
const FRESH_MS = 10_000;

/** How flags are used: their calls, and the places in code that ask for them. */
@Injectable()
export class UseReads {
  private known: { use: UseOf; at: number } | null = null;
  private reading: Promise<UseOf> | null = null;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly catalog: Catalog,
    private readonly exposures: ExposureReads,
  ) {}

  /** As it is now, for few flags. */
  async of(flags: string[], tx?: Tx): Promise<UseOf> {
    return flags.length === 0 ? () => ({ usage: NEVER_USED, references: null }) : this.read(flags, tx);
  }

  /**
   * For all flags at once: it may be some seconds old, since it is read from counts of a hundred thousand places and more, and
   * says nothing that changes by the minute. Whoever comes late starts the next reading and does not wait for it.
   */
  async ofAll(): Promise<UseOf> {
    const { known } = this;
    if (known !== null && this.clock.now().getTime() - known.at < FRESH_MS) return known.use;
    this.reading ??= this.read(null)
      .then((use) => {
        this.known = { use, at: this.clock.now().getTime() };
        return use;
      })
      .finally(() => {
        this.reading = null;
      });
    if (known === null) return this.reading;
    // What fails now is asked again by the next one, who then waits for it.
    this.reading.catch(() => {
      this.known = null;
    });
    return known.use;
  }

  private async read(flags: string[] | null, tx?: Tx): Promise<UseOf> {
    const on = tx ?? this.db;
    const usage = await this.exposures.usage(flags, tx);
    const places = await placesOf(on, flags);
    const scanned = await this.scannedServices(on);
    return ({ key, service }) => ({
      usage: usage.get(key) ?? (NEVER_USED satisfies UsageFacts),
      references: places.get(key) ?? (scanned.has(service) ? 0 : null),
    });
  }

  /** The services whose repository was scanned. */
  private async scannedServices(on: Queryable): Promise<Set<string>> {
    const scans = await on.query<{ repository: string }>(`select repository from code_scans`);
    const known = new Set(scans.map(({ repository }) => repository));
    const services = await this.catalog.services({}, on);
    return new Set(services.flatMap(({ key, repository }) => (repository && known.has(repository) ? [key] : [])));
  }
}

async function placesOf(on: Queryable, flags: string[] | null): Promise<Map<string, number>> {
  const rows = await on.query<{ flag: string; places: number }>(
    `select flag, count(*)::int as places from code_references where $1::text[] is null or flag = any ($1) group by flag`,
    [flags],
  );
  return new Map(rows.map(({ flag, places }) => [flag, places]));
}
