import { Injectable } from '@nestjs/common';
import { Clock, Db } from '../../platform/index.js';
import { zonedBuckets, type BucketSize } from '../../time/index.js';
import { emptyWindow, tooManyBuckets } from '../dora.errors.js';
import { cellOf, type Cell } from '../domain/cell.js';
import type { DoraNumbers } from '../domain/numbers.js';
import { tally } from '../domain/tally.js';
import { dayOf } from '../recompute/days.js';
import { CellRowsReads, type Range } from '../rows/cell-rows.reads.js';
import { CellsRepository } from '../rows/cells.repository.js';
import { activeDays } from './active-days.js';
import { PendingReads } from './pending.reads.js';
import type { Places } from './scope.js';

const DAY_MS = 86_400_000;
const MAX_BUCKETS = 5_000;

/** Answers windows from cells, and their edges that are no UTC midnights from rows. */
@Injectable()
export class NumbersService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly cells: CellsRepository,
    private readonly rows: CellRowsReads,
    private readonly pending: PendingReads,
  ) {}

  /** The numbers of one window, as of `now`. Throws `empty_window`. */
  async window(places: Places, window: Range, timezone: string, now: Date = this.clock.now()): Promise<DoraNumbers> {
    if (window.from >= window.to) throw emptyWindow();
    const [numbers] = await this.windows(places, [window], timezone, now);
    if (!numbers) throw emptyWindow();
    return numbers;
  }

  /** The numbers of each bucket of a window, empty ones too. */
  async series(
    places: Places,
    window: Range,
    timezone: string,
    size: BucketSize,
  ): Promise<(Range & { numbers: DoraNumbers })[]> {
    if (window.from >= window.to) throw emptyWindow();
    const shortest = size === 'day' ? 1 : size === 'week' ? 7 : 28;
    if ((window.to.getTime() - window.from.getTime()) / DAY_MS / shortest > MAX_BUCKETS)
      throw tooManyBuckets(MAX_BUCKETS);
    const buckets = zonedBuckets(window.from, window.to, timezone, size);
    const numbers = await this.windows(places, buckets, timezone, this.clock.now());
    return buckets.flatMap((bucket, index) => {
      const found = numbers[index];
      return found ? [{ ...bucket, numbers: found }] : [];
    });
  }

  /** The numbers of windows that do not overlap. */
  async windows(places: Places, windows: Range[], timezone: string, now: Date): Promise<DoraNumbers[]> {
    const [cells, pending] = await Promise.all([
      this.cellsOf(places, windows),
      this.pending.at(
        this.db,
        places,
        windows.map(({ to }) => (to < now ? to : now)),
      ),
    ]);
    return windows.map(({ from, to }, index) =>
      tally({
        cells: cells[index] ?? [],
        firstOnly: places.firstOnly,
        from: from.getTime(),
        to: to.getTime(),
        now: now.getTime(),
        pending: pending[index] ?? 0,
        activeDays: (finishes) => activeDays(finishes, timezone),
      }),
    );
  }

  /** The cells of each window: stored ones for whole days, counted from rows for what is left. */
  private async cellsOf({ places }: Places, windows: Range[]): Promise<Cell[][]> {
    const found: Cell[][] = windows.map(() => []);
    const edges: (Range & { window: number })[] = [];
    const windowOfDay = new Map<string, number>();
    windows.forEach(({ from, to }, window) => {
      const first = Math.ceil(from.getTime() / DAY_MS) * DAY_MS;
      const last = Math.floor(to.getTime() / DAY_MS) * DAY_MS;
      if (first >= last) {
        edges.push({ from, to, window });
        return;
      }
      if (from.getTime() < first) edges.push({ from, to: new Date(first), window });
      if (last < to.getTime()) edges.push({ from: new Date(last), to, window });
      if (windows.length > 1) for (let day = first; day < last; day += DAY_MS) windowOfDay.set(dayOf(day), window);
    });
    const whole = wholeDays(windows);
    if (whole) {
      for (const { day, cell } of await this.cells.between(this.db, places, whole.from, whole.to)) {
        const window = windows.length > 1 ? windowOfDay.get(day) : 0;
        if (window !== undefined) found[window]?.push(cell);
      }
    }
    for (const { range, rows } of await this.rows.read(this.db, places, edges)) {
      const window = edges[range]?.window;
      if (window !== undefined) found[window]?.push(cellOf(rows));
    }
    return found;
  }
}

/** The UTC days that lie wholly inside any of the windows, from the first to after the last. */
function wholeDays(windows: Range[]): { from: string; to: string } | null {
  const whole = windows
    .map(({ from, to }) => ({ first: Math.ceil(from.getTime() / DAY_MS), last: Math.floor(to.getTime() / DAY_MS) }))
    .filter(({ first, last }) => first < last);
  if (whole.length === 0) return null;
  const first = whole.reduce((least, one) => Math.min(least, one.first), Infinity);
  const last = whole.reduce((most, one) => Math.max(most, one.last), -Infinity);
  return { from: dayOf(first * DAY_MS), to: dayOf(last * DAY_MS) };
}
