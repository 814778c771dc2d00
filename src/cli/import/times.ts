/** Turns git's seconds into instants, and mends those that cannot be true. */
export class Times {
  /** Commits of which a time was mended. */
  mended = 0;
  private lastGood: number;

  /** `now` in ms; a time more than a day ahead of it cannot be true, nor can one at or before 1970-01-01. */
  constructor(private readonly now: number) {
    this.lastGood = now;
  }

  /** Both times of a commit in ms: an absurd one is replaced by the other, two of them by the time of the commit before. */
  of(commit: { authored: number; committed: number }): { authoredAt: number; committedAt: number } {
    const authored = this.good(commit.authored);
    const committed = this.good(commit.committed);
    if (authored === null || committed === null) this.mended += 1;
    const committedAt = committed ?? authored ?? this.lastGood;
    this.lastGood = committedAt;
    return { authoredAt: authored ?? committedAt, committedAt };
  }

  private good(seconds: number): number | null {
    const ms = seconds * 1000;
    return ms > 0 && ms <= this.now + 86_400_000 ? ms : null;
  }
}

export function instant(ms: number): string {
  return new Date(ms).toISOString();
}
