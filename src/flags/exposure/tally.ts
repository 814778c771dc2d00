import { hourOf, type ExposureRow } from '../domain/exposure-row.js';

interface Counter {
  readonly environment: string;
  readonly flag: string;
  readonly variant: string;
  single: number;
  bulk: number;
}

/** Counts in memory. Counting what was counted before makes no new object. */
export class Tally {
  private readonly counters = new Map<string, Map<string, Map<string, Counter>>>();
  private touched: Counter[] = [];

  single(environment: string, flag: string, variant: string): void {
    const counter = this.counter(environment, flag, variant);
    if (counter.single === 0 && counter.bulk === 0) this.touched.push(counter);
    counter.single += 1;
  }

  bulk(environment: string, flag: string, variant: string, times = 1): void {
    const counter = this.counter(environment, flag, variant);
    if (counter.single === 0 && counter.bulk === 0) this.touched.push(counter);
    counter.bulk += times;
  }

  /** What was counted since it was last taken, as given at `now`. */
  take(now: Date): ExposureRow[] {
    const hour = hourOf(now);
    const rows: ExposureRow[] = [];
    for (const counter of this.touched) {
      const { environment, flag, variant } = counter;
      for (const door of ['single', 'bulk'] as const) {
        const count = counter[door];
        if (count > 0) rows.push({ environment, flag, variant, hour, door, count, firstAt: now, lastAt: now });
        counter[door] = 0;
      }
    }
    this.touched = [];
    return rows;
  }

  private counter(environment: string, flag: string, variant: string): Counter {
    let flags = this.counters.get(environment);
    if (flags === undefined) this.counters.set(environment, (flags = new Map()));
    let variants = flags.get(flag);
    if (variants === undefined) flags.set(flag, (variants = new Map()));
    let counter = variants.get(variant);
    if (counter === undefined) variants.set(variant, (counter = { environment, flag, variant, single: 0, bulk: 0 }));
    return counter;
  }
}

/** Rows that wait to be written, those of one hour together. */
export class Waiting {
  private rows = new Map<string, ExposureRow>();

  constructor(private readonly most: number) {}

  get size(): number {
    return this.rows.size;
  }

  /** Returns how many rows found no room. */
  add(rows: readonly ExposureRow[]): number {
    let lost = 0;
    for (const row of rows) {
      const key = `${row.environment}\n${row.flag}\n${row.variant}\n${row.door}\n${row.hour.getTime()}`;
      const known = this.rows.get(key);
      if (known !== undefined) this.rows.set(key, merged(known, row));
      else if (this.rows.size < this.most) this.rows.set(key, row);
      else lost += 1;
    }
    return lost;
  }

  take(): ExposureRow[] {
    const rows = [...this.rows.values()];
    this.rows = new Map();
    return rows;
  }
}

function merged(one: ExposureRow, other: ExposureRow): ExposureRow {
  return {
    ...one,
    count: one.count + other.count,
    firstAt: one.firstAt < other.firstAt ? one.firstAt : other.firstAt,
    lastAt: one.lastAt > other.lastAt ? one.lastAt : other.lastAt,
  };
}
