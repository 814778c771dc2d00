import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Db, Ids, Ticks } from '../../platform/index.js';
import { lockedUntil, networkOf, OF_ADDRESS, OF_EMAIL } from '../domain/lock-out.js';
import { lockedOut } from './sessions.errors.js';

const LONGEST_MS = Math.max(OF_EMAIL.windowMs, OF_ADDRESS.windowMs);

/** One try to sign in, which counts as failed until it has succeeded: tries sent at once do not slip through. */
export interface Attempt {
  id: string;
  email: string;
}

/** Counts failures per e-mail and per address, in PostgreSQL so that they count in every process. */
@Injectable()
export class LockOuts {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly clock: Clock,
    ticks: Ticks,
  ) {
    ticks.every('identity.prune-sign-in-failures', 3_600_000, () => this.prune());
  }

  /** Throws `locked_out` while either is locked; such a try does not count. */
  async begin(email: string, address: string): Promise<Attempt> {
    const id = this.ids.next();
    const subjects = [subjectOf(email), `address:${networkOf(address)}`];
    const seconds = await this.db.transaction(async (tx) => {
      // Always e-mail before address, so that two tries never wait for each other in a ring.
      for (const subject of subjects) await tx.queueFor(subject);
      const rows = await tx.query<{ subject: string; at: Date }>(
        `select subject, at from sign_in_failures where subject = any($1) and at > $2`,
        [subjects, new Date(tx.now.getTime() - LONGEST_MS)],
      );
      const now = this.clock.now();
      const ends = [OF_EMAIL, OF_ADDRESS].map((rule, index) => {
        const failures = rows.filter(({ subject }) => subject === subjects[index]).map(({ at }) => at);
        return lockedUntil(failures, rule, now)?.getTime() ?? 0;
      });
      const end = Math.max(...ends);
      if (end > now.getTime()) return Math.ceil((end - now.getTime()) / 1000);
      await tx.execute(
        `insert into sign_in_failures (attempt, subject, at) select $1, subject, $3 from unnest($2::text[]) as subject`,
        [id, subjects, now],
      );
      return null;
    });
    if (seconds !== null) throw lockedOut(seconds);
    return { id, email };
  }

  /** It was no failure, and those before it were the person's own. */
  async succeeded(attempt: Attempt): Promise<void> {
    await this.db.query(`delete from sign_in_failures where attempt = $1 or subject = $2`, [
      attempt.id,
      subjectOf(attempt.email),
    ]);
  }

  private async prune(): Promise<void> {
    await this.db.query(`delete from sign_in_failures where at < $1`, [
      new Date(this.clock.now().getTime() - LONGEST_MS),
    ]);
  }
}

/** Hashed: what is typed into the wrong field may be a password. */
function subjectOf(email: string): string {
  return `email:${createHash('sha256').update(email.toLowerCase()).digest('base64')}`;
}
