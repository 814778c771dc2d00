/** All instants are milliseconds since the epoch, all durations milliseconds. */
export interface ChangeHistory {
  author: string | null;
  openedAt: number;
  readyAt: number | null;
  firstCommitAt: number | null;
  /** Author times of its commits. */
  commitTimes: number[];
  reviews: { author: string; authorType: 'human' | 'bot' | null; submittedAt: number; state: string }[];
  mergedAt: number | null;
}

/** The points between which a change's time is split. */
export interface Milestones {
  startedAt: number;
  /** The start is `openedAt`, because no commit of the change is known. */
  approximate: boolean;
  readyAt: number | null;
  reviewedAt: number | null;
  mergedAt: number | null;
}

export type Stage = 'coding' | 'pickup' | 'review' | 'deploy';
export const STAGES: readonly Stage[] = ['coding', 'pickup', 'review', 'deploy'];

/** Null stages are unknown or would be negative; the others sum exactly to the total. */
export interface LeadTime extends Record<Stage, number | null> {
  total: number;
}

/** Reads the milestones off a change. Reviews of bots and of the author do not count. */
export function milestonesOf(change: ChangeHistory): Milestones {
  const starts = [...change.commitTimes, ...(change.firstCommitAt === null ? [] : [change.firstCommitAt])];
  const reviews = change.reviews
    .filter((review) => review.state !== 'pending' && review.author !== change.author && !isBot(review))
    .map((review) => review.submittedAt);
  return {
    startedAt: starts.length > 0 ? earliest(starts) : change.openedAt,
    approximate: starts.length === 0,
    readyAt: change.readyAt ?? change.openedAt,
    reviewedAt: reviews.length > 0 ? earliest(reviews) : null,
    mergedAt: change.mergedAt,
  };
}

function isBot(review: { author: string; authorType: 'human' | 'bot' | null }): boolean {
  return review.authorType === 'bot' || review.author.endsWith('[bot]');
}

function earliest(times: number[]): number {
  return times.reduce((least, time) => Math.min(least, time), Infinity);
}

/**
 * Lead time of a change that was deployed at `deliveredAt`, split into stages. A missing milestone gives its time to the
 * stage after it; a stage that would be negative is null and its neighbours meet at the later milestone that is certain.
 * Null: the change would have been deployed before its first commit was written.
 */
export function leadTime(at: Milestones, deliveredAt: number): LeadTime | null {
  const start = at.startedAt;
  if (deliveredAt < start) return null;
  const merged = at.mergedAt === null ? null : clamp(at.mergedAt, start, deliveredAt);
  const end = merged ?? deliveredAt;
  const ready = at.readyAt === null ? null : clamp(at.readyAt, start, end);
  const reviewed = at.reviewedAt === null ? null : clamp(at.reviewedAt, ready ?? start, end);

  const stages: Record<Stage, number | null> = { coding: null, pickup: null, review: null, deploy: null };
  let last = start;
  const stage = (name: Stage, point: number | null, negative: boolean): void => {
    if (point === null) return;
    stages[name] = negative ? null : point - last;
    last = point;
  };
  const codingUnknown = at.approximate && ready === start;
  stage('coding', ready, codingUnknown || below(at.readyAt, start));
  stage('pickup', reviewed, below(at.reviewedAt, at.readyAt ?? start));
  stage('review', merged, below(at.mergedAt, at.reviewedAt ?? at.readyAt ?? start));
  stage('deploy', deliveredAt, below(deliveredAt, at.mergedAt ?? start));
  return { total: deliveredAt - start, ...stages };
}

/** A commit that reached trunk without a pull request: written, committed, deployed. */
export function leadTimeOfCommit(authoredAt: number, committedAt: number, deliveredAt: number): LeadTime | null {
  if (deliveredAt < authoredAt) return null;
  const committed = clamp(committedAt, authoredAt, deliveredAt);
  const total = deliveredAt - authoredAt;
  const coding = committedAt < authoredAt ? null : committed - authoredAt;
  const deploy = committedAt > deliveredAt ? null : deliveredAt - committed;
  return { total, coding, pickup: null, review: null, deploy };
}

function below(point: number | null, floor: number): boolean {
  return point !== null && point < floor;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
