import { Injectable } from '@nestjs/common';
import { Db, type Queryable, type Tx } from '../../platform/index.js';
import type { Evidence } from '../domain/evidence.js';
import type { Reminder } from '../domain/reminder.js';
import type { Pause, Result, Run, State } from '../domain/run.js';

type Row = Omit<Run, 'pauses'> & { pauses: { from: string; to: string | null }[] };

const SELECT = `
  select id, scenario, service, environment, repository, mode, surprise, facilitator, responder, observers, state,
    scheduled_for as "scheduledFor", schedule, created_at as "createdAt", created_by as "createdBy", creator,
    started_at as "startedAt", ended_at as "endedAt", reason, pauses, cleanup, result
  from drills`;

@Injectable()
export class RunsRepository {
  constructor(private readonly db: Db) {}

  async find(id: string, on: Queryable = this.db): Promise<Run | null> {
    return first(isId(id) ? await on.query<Row>(`${SELECT} where id = $1`, [id]) : []);
  }

  /** Locks the run for the rest of the transaction. */
  async lock(tx: Tx, id: string): Promise<Run | null> {
    return first(isId(id) ? await tx.query<Row>(`${SELECT} where id = $1 for update`, [id]) : []);
  }

  /** The same, unless somebody else has it in hand. */
  async claim(tx: Tx, id: string): Promise<Run | null> {
    return first(await tx.query<Row>(`${SELECT} where id = $1 for update skip locked`, [id]));
  }

  /** Runs that go on, and those whose time has come. */
  async toWatch(now: Date): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `select id from drills where state = 'running' or (state = 'planned' and scheduled_for < $1)`,
      [now],
    );
    return rows.map(({ id }) => id);
  }

  /** Runs that are planned for `(from, to]` and were not reminded of for the last time. */
  async plannedWithin(from: Date, to: Date): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `select id from drills
       where state = 'planned' and scheduled_for > $1 and scheduled_for <= $2 and not reminded_hour order by scheduled_for`,
      [from, to],
    );
    return rows.map(({ id }) => id);
  }

  async reminded(tx: Tx, id: string): Promise<Record<Reminder, boolean>> {
    const [row] = await tx.query<Record<Reminder, boolean>>(
      `select reminded_day as day, reminded_hour as hour from drills where id = $1`,
      [id],
    );
    return row ?? { day: false, hour: false };
  }

  async markReminded(tx: Tx, id: string, reminder: Reminder): Promise<void> {
    await tx.execute(
      `update drills set reminded_day = true, reminded_hour = reminded_hour or $2 = 'hour' where id = $1`,
      [id, reminder],
    );
  }

  /** Keeps the run from changing its state for the rest of the transaction. */
  async hold(tx: Tx, id: string): Promise<Run | null> {
    return first(isId(id) ? await tx.query<Row>(`${SELECT} where id = $1 for share`, [id]) : []);
  }

  /** Newest first. */
  async list(
    filter: { service?: string; state?: State; scenario?: string },
    limit: number,
    before: string | null,
  ): Promise<Run[]> {
    const rows = await this.db.query<Row>(
      `${SELECT} where ($1::text is null or service = $1) and ($2::text is null or state = $2)
         and ($3::text is null or scenario_key = $3) and ($4::uuid is null or id < $4)
       order by id desc limit $5`,
      [filter.service ?? null, filter.state ?? null, filter.scenario ?? null, before, limit],
    );
    return rows.map(runOf);
  }

  /** The run that goes on in a place. */
  async inPlace(tx: Queryable, service: string, environment: string): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `select id from drills where service = $1 and environment = $2 and state in ('running', 'paused')`,
      [service, environment],
    );
    return row?.id ?? null;
  }

  async insert(tx: Tx, run: Run): Promise<void> {
    await tx.execute(
      `insert into drills (id, scenario_key, scenario, service, environment, repository, mode, surprise, facilitator, responder,
         observers, state, scheduled_for, schedule, created_at, created_by, creator, pauses, cleanup)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, '[]', '[]')`,
      [
        run.id,
        run.scenario.scenario,
        JSON.stringify(run.scenario),
        run.service,
        run.environment,
        run.repository,
        run.mode,
        run.surprise,
        run.facilitator,
        run.responder,
        run.observers,
        run.state,
        run.scheduledFor,
        run.schedule,
        run.createdAt,
        run.createdBy,
        run.creator,
      ],
    );
    tx.announce('drills', run.id);
  }

  /** Throws a unique violation where another run goes on in the same place. */
  async saveState(tx: Tx, run: Run): Promise<void> {
    await tx.execute(
      `update drills set state = $2, started_at = $3, ended_at = $4, reason = $5, pauses = $6, cleanup = $7 where id = $1`,
      [
        run.id,
        run.state,
        run.startedAt,
        run.endedAt,
        run.reason,
        JSON.stringify(run.pauses),
        JSON.stringify(run.cleanup),
      ],
    );
    tx.announce('drills', run.id);
  }

  /** What was frozen at the end of the run; null: it goes on. */
  async evidence(id: string): Promise<Evidence | null> {
    const [row] = await this.db.query<{ evidence: Evidence | null }>(`select evidence from drills where id = $1`, [id]);
    return row?.evidence ?? null;
  }

  async freeze(tx: Tx, id: string, evidence: Evidence, result: Result | null): Promise<void> {
    const written = [JSON.stringify(evidence), result && JSON.stringify(result)];
    await tx.execute(`update drills set evidence = $2, result = $3 where id = $1`, [id, ...written]);
  }
}

/** Whether this can be the id of a run at all. */
export function isId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

function first([row]: Row[]): Run | null {
  return row ? runOf(row) : null;
}

function runOf(row: Row): Run {
  const pauses: Pause[] = row.pauses.map(({ from, to }) => ({
    from: new Date(from),
    to: to === null ? null : new Date(to),
  }));
  return { ...row, pauses };
}
