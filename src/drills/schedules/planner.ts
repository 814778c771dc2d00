import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../../identity/index.js';
import { Notices, OnCall } from '../../oncall/index.js';
import { Clock, Db, DomainError, Ticks, type Tx } from '../../platform/index.js';
import { nextOccurrence } from '../domain/recurrence.js';
import { reminderDue, type Reminder } from '../domain/reminder.js';
import type { Run } from '../domain/run.js';
import { NewRun } from '../runs/new-run.js';
import { RunsRepository } from '../runs/runs.repository.js';
import { DrillSchedulesRepository, type DrillSchedule } from './schedules.repository.js';

const TICK_MS = 5_000;
const AHEAD_MS = 14 * 86_400_000;
const DAY = 86_400_000;
const AT_ONCE = 100;

/**
 * Plans the runs of schedules two weeks ahead, and reminds of planned runs. Each is one transaction that holds the row's lock,
 * so that it happens once however many workers there are.
 */
@Injectable()
export class Planner implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly ticks: Ticks,
    private readonly onCall: OnCall,
    private readonly notices: Notices,
    private readonly making: NewRun,
    private readonly runs: RunsRepository,
    private readonly schedules: DrillSchedulesRepository,
  ) {}

  onModuleInit(): void {
    this.ticks.every('drills.plan', TICK_MS, () => this.plan());
    this.ticks.every('drills.remind', TICK_MS, () => this.remind());
  }

  private async plan(): Promise<void> {
    const broken = new Set<string>();
    for (let count = 0; count < AT_ONCE; count += 1) {
      if (!(await this.db.transaction((tx) => this.planOne(tx, broken)))) return;
    }
  }

  /** What cannot be planned (its scenario is gone) is told by the schedule, and left out. */
  private async planOne(tx: Tx, broken: Set<string>): Promise<boolean> {
    const due = await this.schedules.claimDue(tx, new Date(tx.now.getTime() + AHEAD_MS), broken);
    if (!due) return false;
    // What went by while no worker ran is not made up for.
    const at = due.nextAt > tx.now ? due.nextAt : nextOccurrence(due, tx.now);
    const fault = await this.planAt(tx, due, at);
    if (fault !== null) broken.add(due.key);
    await this.schedules.advance(tx, due.key, nextOccurrence(due, at), fault);
    return true;
  }

  private async planAt(tx: Tx, schedule: DrillSchedule, at: Date): Promise<string | null> {
    const { key, scenario, service, environment, surprise, facilitator, updatedBy } = schedule;
    const body = {
      scenario,
      mode: 'people' as const,
      surprise,
      scheduledFor: at.toISOString(),
      ...(service === null ? {} : { service }),
      ...(environment === null ? {} : { environment }),
      ...(facilitator === null ? {} : { facilitator }),
    };
    try {
      // Refusals come before the first write.
      const run = await this.making.of(tx, body, { ...SYSTEM_ACTOR, name: updatedBy }, key);
      await this.runs.insert(tx, run);
      tx.announce('drills', run.id);
      return null;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      tx.announce('drills');
      return error.detail;
    }
  }

  private async remind(): Promise<void> {
    const now = this.clock.now();
    for (const id of await this.runs.plannedWithin(now, new Date(now.getTime() + DAY)))
      await this.db.transaction((tx) => this.remindOf(tx, id));
  }

  private async remindOf(tx: Tx, id: string): Promise<void> {
    const run = await this.runs.claim(tx, id);
    if (!run || run.state !== 'planned' || run.scheduledFor === null) return;
    const { createdAt, scheduledFor } = run;
    const due = reminderDue({ createdAt, scheduledFor }, await this.runs.reminded(tx, id), tx.now);
    if (due === null) return;
    await this.notices.tell(tx, await this.peopleOf(tx, run, scheduledFor), noticeOf(run, scheduledFor, due));
    await this.runs.markReminded(tx, id, due);
  }

  /** Whoever responds then, and whoever leads. */
  private async peopleOf(tx: Tx, { service, responder, facilitator }: Run, at: Date): Promise<string[]> {
    const duty = responder ?? (await this.onCall.whoIsOnCall(service, at, tx))?.person ?? null;
    return [duty, facilitator].filter((person) => person !== null);
  }
}

function noticeOf(run: Run, at: Date, reminder: Reminder): { subject: string; text: string; path: string } {
  const { id, service, environment, scenario, surprise } = run;
  const what = surprise ? 'A drill' : `The drill “${scenario.title}”`;
  const when = reminder === 'day' ? 'within a day' : 'within the hour';
  return {
    subject: `[drill] ${service}: ${when}`,
    text: `${what} of ${service} in ${environment} begins at ${at.toISOString()}. Whoever is on call then responds.`,
    path: `/drills/${id}`,
  };
}
