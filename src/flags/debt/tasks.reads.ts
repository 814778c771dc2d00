import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { Clock, keyCursor, page } from '../../platform/index.js';
import { subjectOf } from '../domain/debt.js';
import { nextStep } from '../domain/next-step.js';
import { judgeStaleness, type Staleness } from '../domain/staleness.js';
import { FlagReads } from '../flags.reads.js';
import { flagNotFound } from '../flags.errors.js';
import { DebtReads } from '../inventory/debt.reads.js';
import { FlagKinds } from '../inventory/flag-kinds.js';
import { ownerView } from '../inventory/flags.view.js';
import type { FlagTaskPage, FlagTaskView, TasksQuery } from './health.contract.js';
import { UseReads } from './use.reads.js';

/** What is to be done about flags: one step for each, and whose it is. */
@Injectable()
export class TaskReads {
  constructor(
    private readonly clock: Clock,
    private readonly catalog: Catalog,
    private readonly flags: FlagReads,
    private readonly debts: DebtReads,
    private readonly kinds: FlagKinds,
    private readonly uses: UseReads,
  ) {}

  async list(query: TasksQuery): Promise<FlagTaskPage> {
    const tasks = (await this.tasks(query.service)).filter(
      ({ team, step }) =>
        (query.team === undefined || team === query.team) && (query.step === undefined || step === query.step),
    );
    const after = keyCursor(query.cursor);
    const rest = after === null ? tasks : tasks.filter(({ flag }) => flag > after);
    const { items, nextCursor } = page(rest.slice(0, query.limit + 1), query.limit, ({ flag }) => [flag]);
    return { items, nextCursor, total: tasks.length };
  }

  /** Throws `unknown_flag`. */
  async staleness(key: string): Promise<Staleness> {
    const flag = await this.flags.flag(key);
    if (flag === null) throw flagNotFound(key);
    const use = await this.uses.of([key]);
    return judgeStaleness(subjectOf(flag, use(flag)), await this.kinds.policies(), this.clock.now());
  }

  private async tasks(service: string | undefined): Promise<FlagTaskView[]> {
    const flags = await this.debts.judged((flag) => service === undefined || flag.service === service);
    const teams = new Map((await this.catalog.services()).map(({ key, team }) => [key, team]));
    const policies = await this.kinds.policies();
    const now = this.clock.now();
    return flags
      .flatMap((flag): FlagTaskView[] => {
        const next = nextStep(flag.debt, judgeStaleness(flag, policies, now));
        if (next === null) return [];
        const { key, name, service: of, owner, debt } = flag;
        const team = (debt.includes('no_owner') ? null : owner.team) ?? teams.get(of) ?? '';
        return [{ flag: key, name, service: of, team, owner: ownerView(owner.team, owner.person), debt, ...next }];
      })
      .toSorted((a, b) => (a.flag < b.flag ? -1 : 1));
  }
}
