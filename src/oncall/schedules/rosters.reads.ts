import { Injectable } from '@nestjs/common';
import { Db, type Queryable } from '../../platform/index.js';
import type { Override, Rotation, Schedule } from '../domain/rotation.js';

/** All that tells who is on call by one schedule. */
export interface Roster {
  schedule: Schedule;
  team: string;
  escalateAfterMinutes: number;
  /** Overrides that have not ended. */
  overrides: Override[];
  /** Names of the active people of the rotation and the overrides, by key. */
  active: ReadonlyMap<string, string>;
}

interface Row {
  key: string;
  team: string;
  timezone: string;
  rotation: Rotation;
  escalateAfterMinutes: number;
  overrides: { id: string; person: string; from: string; to: string; createdAt: string }[];
  active: Record<string, string>;
}

/** A kill waits for this: one statement, whatever is asked. $2 = the instant. */
const roster = (from: string): string => `
  select s.key, s.team, s.timezone, s.escalate_after_minutes as "escalateAfterMinutes",
         jsonb_build_object('period', s.period, 'handoff', s.handoff, 'anchor', s.anchor::text, 'people', s.people) as rotation,
         o.list as overrides,
         (select coalesce(jsonb_object_agg(p.key, p.name), '{}') from people p
          where p.active and p.key = any(s.people || o.people)) as active
  from ${from}
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('id', id, 'person', person, 'from', from_at, 'to', to_at, 'createdAt', created_at)), '[]') as list,
           coalesce(array_agg(person), '{}') as people
    from schedule_overrides where schedule = s.key and to_at > $2) o`;

/** Rosters of one instant. A team with several schedules is on call by the first of them by key. */
@Injectable()
export class Rosters {
  constructor(private readonly db: Db) {}

  async ofService(service: string, at: Date, on: Queryable = this.db): Promise<Roster | null> {
    const from = `services v join schedules s on s.team = v.team`;
    return rosterOf(await on.query<Row>(`${roster(from)} where v.key = $1 order by s.key limit 1`, [service, at]));
  }

  /** The roster of every service that has one, by the service's key. */
  async ofServices(at: Date): Promise<Map<string, Roster>> {
    const all = `select distinct on (v.key) v.key as service, r.* from services v join (${roster('schedules s')}) r on r.team = v.team
      where $1::text[] is null order by v.key, r.key`;
    const rows = await this.db.query<Row & { service: string }>(all, [null, at]);
    return new Map(rows.map((row) => [row.service, rosterFrom(row)]));
  }

  async ofSchedule(key: string, at: Date): Promise<Roster | null> {
    return rosterOf(await this.db.query<Row>(`${roster('schedules s')} where s.key = $1`, [key, at]));
  }

  async ofTeam(team: string, at: Date, on: Queryable = this.db): Promise<Roster | null> {
    return rosterOf(
      await on.query<Row>(`${roster('schedules s')} where s.team = $1 order by s.key limit 1`, [team, at]),
    );
  }

  /** One for each of these teams that has a schedule. */
  async ofTeams(teams: string[], at: Date): Promise<Roster[]> {
    const all = `${roster('schedules s')} where s.team = any($1::text[])`;
    const rows = await this.db.query<Row>(`select distinct on (team) * from (${all}) r order by team, key`, [
      teams,
      at,
    ]);
    return rows.map(rosterFrom);
  }
}

function rosterOf([row]: Row[]): Roster | null {
  return row ? rosterFrom(row) : null;
}

function rosterFrom(row: Row): Roster {
  const { key, team, timezone, rotation, escalateAfterMinutes } = row;
  return {
    schedule: { key, timezone, rotation },
    team,
    escalateAfterMinutes,
    overrides: row.overrides.map(({ id, person, from, to, createdAt }) => ({
      id,
      person,
      from: new Date(from),
      to: new Date(to),
      createdAt: new Date(createdAt),
    })),
    active: new Map(Object.entries(row.active)),
  };
}
