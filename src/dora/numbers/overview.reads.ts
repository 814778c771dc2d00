import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';
import type { DoraNumbers } from '../domain/numbers.js';
import { dayOf } from '../recompute/days.js';
import type { Range } from '../rows/cell-rows.reads.js';
import { CellsRepository } from '../rows/cells.repository.js';
import { NumbersService } from './numbers.service.js';
import { Scopes } from './scope.js';

const DAY_MS = 86_400_000;
const WINDOW_DAYS = 28;
const WEEKS = 12;

export type Measured = Range & { numbers: DoraNumbers };

/** All of production at a glance. Windows end with the UTC day that `now` is in, so that cells alone answer them. */
export interface Overview {
  now: Measured;
  before: Measured;
  /** Oldest first. */
  weeks: Measured[];
  /** Deployments of each UTC day of the present window, oldest first. */
  perDay: { date: string; count: number }[];
}

@Injectable()
export class DoraOverview {
  constructor(
    private readonly db: Db,
    private readonly scopes: Scopes,
    private readonly numbers: NumbersService,
    private readonly cells: CellsRepository,
  ) {}

  async at(now: Date): Promise<Overview> {
    const end = (Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS;
    const daysBack = (days: number): Date => new Date(end - days * DAY_MS);
    const places = await this.scopes.resolve({});
    const present = { from: daysBack(WINDOW_DAYS), to: daysBack(0) };
    const past = { from: daysBack(2 * WINDOW_DAYS), to: present.from };
    const weekly = Array.from({ length: WEEKS }, (_, at) => ({
      from: daysBack(7 * (WEEKS - at)),
      to: daysBack(7 * (WEEKS - at - 1)),
    }));
    const days = Array.from({ length: WINDOW_DAYS }, (_, at) => dayOf(present.from.getTime() + at * DAY_MS));
    const [both, weeks, cells] = await Promise.all([
      this.numbers.windows(places, [past, present], 'UTC', now),
      this.numbers.windows(places, weekly, 'UTC', now),
      this.cells.between(this.db, places.places, dayOf(present.from.getTime()), dayOf(present.to.getTime())),
    ]);
    const counts = new Map(days.map((date) => [date, 0]));
    for (const { day, cell } of cells) counts.set(day, (counts.get(day) ?? 0) + cell.finishes.length);
    const [before, latest] = both;
    if (!before || !latest) throw new Error('Two windows were asked for');
    return {
      now: { ...present, numbers: latest },
      before: { ...past, numbers: before },
      weeks: weekly.flatMap((range, at) => {
        const numbers = weeks[at];
        return numbers ? [{ ...range, numbers }] : [];
      }),
      perDay: [...counts].map(([date, count]) => ({ date, count })),
    };
  }
}
