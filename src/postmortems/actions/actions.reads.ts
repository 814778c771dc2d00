import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';

export interface OverdueAction {
  id: string;
  title: string;
  ownerTeam: string | null;
  ownerPerson: string | null;
  dueAt: Date;
  postmortem: string;
}

const LISTED = 50;

/** Read face of actions. */
@Injectable()
export class ActionReads {
  constructor(private readonly db: Db) {}

  /** How many are open, and those of them that should be done by now: the longest overdue first, 50 at most. */
  async open(now: Date): Promise<{ open: number; overdue: OverdueAction[] }> {
    const [count] = await this.db.query<{ open: number }>(
      `select count(*)::int as open from postmortem_actions where state = 'open'`,
    );
    const overdue = await this.db.query<OverdueAction>(
      `select id, title, owner_team as "ownerTeam", owner_person as "ownerPerson", due_at as "dueAt", postmortem
       from postmortem_actions where state = 'open' and due_at < $1 order by due_at, id limit $2`,
      [now, LISTED],
    );
    return { open: count?.open ?? 0, overdue };
  }
}
