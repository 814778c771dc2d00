import { Injectable } from '@nestjs/common';
import { Db } from '../platform/index.js';
import type { VerdictView } from './domain/verdict.js';

/** Read face of gates. */
@Injectable()
export class GateReads {
  constructor(private readonly db: Db) {}

  /** How many verdicts since an instant passed and blocked, and the last one ever that blocked. */
  async since(from: Date): Promise<{ passed: number; blocked: number; lastBlocked: VerdictView | null }> {
    const [row] = await this.db.query<{ passed: number; blocked: number; lastBlocked: VerdictView | null }>(
      `select count(*) filter (where verdict = 'pass')::int as passed, count(*) filter (where verdict = 'block')::int as blocked,
         (select view from verdicts where verdict = 'block' order by id desc limit 1) as "lastBlocked"
       from verdicts where checked_at >= $1`,
      [from],
    );
    return row ?? { passed: 0, blocked: 0, lastBlocked: null };
  }
}
