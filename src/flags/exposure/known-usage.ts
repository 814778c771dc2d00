import { Injectable } from '@nestjs/common';
import { Db, Readings } from '../../platform/index.js';
import type { UsageFacts } from '../domain/usage.js';
import { ExposureReads } from './exposure.reads.js';

/** How all flags are used, without one that was never seen. */
export interface Usage {
  facts: ReadonlyMap<string, UsageFacts>;
  /** Goes up with each change of the facts. */
  version: number;
  /** The flags whose facts changed after this version; null: any may have. */
  changedSince: (version: number) => string[] | null;
}

/** How far the database had come: the revision of the inventory, and the oldest transaction that may still write. */
interface Place {
  revision: number;
  oldest: string;
}

/** How all flags are used, kept in memory: a reading asks for those alone of which something was written since the last one. */
@Injectable()
export class KnownUsage {
  private readonly facts = new Map<string, UsageFacts>();
  private version = 0;
  /** When all were read, and when each of those that changed since last did. */
  private readAll = 0;
  private readonly changedIn = new Map<string, number>();
  private reached: Place | null = null;
  private readonly readings = new Readings(() => this.read());

  constructor(
    private readonly db: Db,
    private readonly exposures: ExposureReads,
  ) {}

  /** As it is now. */
  all(): Promise<Usage> {
    return this.readings.next();
  }

  private async read(): Promise<Usage> {
    const { changed, ...place } = await this.changes();
    const stale = this.reached === null || isBehind(place, this.reached) ? null : changed;
    if (stale === null || stale.length > 0) {
      // Read after the place was taken, so that it holds at least what was written until then.
      const usage = await this.exposures.usage(stale);
      this.version += 1;
      if (stale === null) {
        this.facts.clear();
        this.changedIn.clear();
        this.readAll = this.version;
      }
      for (const key of stale ?? []) {
        this.facts.delete(key);
        this.changedIn.set(key, this.version);
      }
      for (const [key, facts] of usage) this.facts.set(key, facts);
    }
    this.reached = place;
    return { facts: this.facts, version: this.version, changedSince: (version) => this.changedSince(version) };
  }

  private changedSince(version: number): string[] | null {
    if (version === this.version) return [];
    if (version < this.readAll) return null;
    return [...this.changedIn].flatMap(([key, changed]) => (changed > version ? [key] : []));
  }

  /**
   * The flags that were seen since, and those that changed, which may have lost an environment. A transaction that had not
   * ended by then has no smaller number than the oldest of then; numbers ahead of all are of another server, whose data this one was given.
   */
  private async changes(): Promise<Place & { changed: string[] }> {
    const [changes] = await this.db.query<Place & { changed: string[] }>(
      `select revision::float8 as revision, pg_snapshot_xmin(pg_current_snapshot())::text as oldest, array(
         select flag from flag_sightings
         where changed_in >= $1::xid8 and changed_in < pg_snapshot_xmax(pg_current_snapshot())
         union select key from flags where flags.revision > $2) as changed
       from flag_revision`,
      [this.reached?.oldest ?? null, this.reached?.revision ?? null],
    );
    if (changes === undefined) throw new Error('The inventory has no revision');
    return changes;
  }
}

/** The database was put back to an earlier state. */
function isBehind(place: Place, reached: Place): boolean {
  return place.revision < reached.revision || BigInt(place.oldest) < BigInt(reached.oldest);
}
