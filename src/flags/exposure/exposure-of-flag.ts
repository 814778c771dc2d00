import { Injectable } from '@nestjs/common';
import { Clock, invalidField } from '../../platform/index.js';
import { bucketCount, bucketsOf, hoursSince, MOST_BUCKETS, sumOf } from '../domain/exposure-window.js';
import { NEVER_USED } from '../domain/usage.js';
import { flagNotFound } from '../flags.errors.js';
import { FlagReads } from '../flags.reads.js';
import type { ExposureQuery, ExposureView } from './exposure.contract.js';
import { ExposureReads, type ExposureCount } from './exposure.reads.js';
import { seenView, usageView } from './exposure.view.js';

/** Answers how one flag was used. */
@Injectable()
export class ExposureOfFlag {
  constructor(
    private readonly flags: FlagReads,
    private readonly reads: ExposureReads,
    private readonly clock: Clock,
  ) {}

  async of(key: string, query: ExposureQuery): Promise<ExposureView> {
    const flag = await this.flags.flag(key);
    if (flag === null) throw flagNotFound(key);
    const now = this.clock.now();
    const buckets = windowOf(query, now);
    const [first, last] = [buckets[0], buckets.at(-1)];
    if (first === undefined || last === undefined) throw invalidField('to', 'bad_window', 'must lie after from');
    const { by, environment = null } = query;
    const [counts, whole, each] = await Promise.all([
      this.reads.counts(key, { from: first.from, to: last.to, by, environment }),
      this.reads.usage([key]),
      this.reads.usageByEnvironment(key),
    ]);
    const given = counts.flatMap(({ variant }) => (variant === null ? [] : [variant]));
    const variants = [...new Set([...Object.keys(flag.variants), ...given])];
    const facts = new Map(each.map((usage) => [usage.environment, usage]));
    const byBucket = new Map<number, ExposureCount[]>();
    for (const count of counts) {
      const bucket = byBucket.get(count.at.getTime());
      if (bucket) bucket.push(count);
      else byBucket.set(count.at.getTime(), [count]);
    }
    return {
      flag: key,
      by,
      from: first.from.toISOString(),
      to: last.to.toISOString(),
      environment,
      usage: usageView(whole.get(key) ?? NEVER_USED, flag.createdAt, now),
      variants,
      environments: flag.environments.map(({ key: name }) => ({
        environment: name,
        ...seenView(facts.get(name) ?? NEVER_USED),
        sums: sumOf(
          counts.filter((count) => count.environment === name),
          variants,
        ),
      })),
      buckets: buckets.map(({ from, to }) => ({
        from: from.toISOString(),
        to: to.toISOString(),
        ...sumOf(byBucket.get(from.getTime()) ?? [], variants),
      })),
      sums: sumOf(counts, variants),
      reported: counts.reduce((sum, { door, count }) => sum + (door === 'sdk' ? count : 0), 0),
      hoursSince: hoursSince(now).toISOString(),
    };
  }
}

function windowOf({ by, from, to }: ExposureQuery, now: Date): ReturnType<typeof bucketsOf> {
  const [begin, end] = [from === undefined ? null : new Date(from), to === undefined ? null : new Date(to)];
  if (begin !== null && bucketCount(by, begin, end ?? now) > MOST_BUCKETS[by]) {
    throw invalidField('from', 'window_too_long', `must lie at most ${MOST_BUCKETS[by]} ${by}s before the end`);
  }
  if (by === 'day') return bucketsOf(by, begin, end, now);
  // An hour that is not kept is not an hour without calls.
  const kept = hoursSince(now);
  if (end !== null && end <= kept) {
    throw invalidField('to', 'hours_not_kept', `must lie after ${kept.toISOString()}; before, ask by day`);
  }
  return bucketsOf(by, begin !== null && begin < kept ? kept : begin, end, now).filter(({ from: at }) => at >= kept);
}
