import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/index.js';
import { whoIsOnCall } from './domain/rotation.js';
import { turnsFrom, type Turn } from './domain/turns.js';
import { LastKnownRosters } from './last-known-rosters.js';
import { Rosters, type Roster } from './schedules/rosters.reads.js';

export interface OnCallAnswer {
  /** Null where nobody of the roster is active. */
  person: { key: string; name: string } | null;
  schedule: string;
  until: Date;
  overridden: boolean;
}

/** Who is on call at an instant. It stands in the way of a kill, so it asks the database once. */
@Injectable()
export class OnCall {
  constructor(
    private readonly rosters: Rosters,
    private readonly kept: LastKnownRosters,
  ) {}

  /** By the schedule of the service's team; null where there is none, or nobody of it is active. */
  async whoIsOnCall(
    service: string,
    at: Date,
    on?: Queryable,
  ): Promise<{ person: string; schedule: string; until: Date | null } | null> {
    const answer = answerOf(await this.rosters.ofService(service, at, on), at);
    return answer?.person ? { person: answer.person.key, schedule: answer.schedule, until: answer.until } : null;
  }

  /** Who is on call by what was last read of the rosters, for a kill while the database is away; null: too little is known. */
  lastKnown(service: string, at: Date): { person: string | null } | null {
    const roster = this.kept.of(service);
    return roster === 'unknown' ? null : { person: answerOf(roster, at)?.person?.key ?? null };
  }

  /** Turn by turn from an instant on; null where there is no such schedule. */
  async turns(schedule: string, from: Date, count: number): Promise<(Turn & { name: string | null })[] | null> {
    const roster = await this.rosters.ofSchedule(schedule, from);
    if (!roster) return null;
    const turns = turnsFrom(roster.schedule, roster.overrides, from, (person) => roster.active.has(person));
    return Array.from({ length: count }, () => turns.next().value).map((turn: Turn) => ({
      ...turn,
      name: turn.person === null ? null : (roster.active.get(turn.person) ?? null),
    }));
  }

  /** Null where the team has no schedule. */
  async ofTeam(team: string, at: Date): Promise<OnCallAnswer | null> {
    return answerOf(await this.rosters.ofTeam(team, at), at);
  }

  /** By team, with whoever is on call after the next hand-off; teams without a schedule are left out. */
  async ofTeams(teams: string[], at: Date): Promise<Map<string, OnCallAnswer & { next: OnCallAnswer['person'] }>> {
    const rosters = await this.rosters.ofTeams(teams, at);
    return new Map(
      rosters.map((roster) => {
        const now = answered(roster, at);
        return [roster.team, { ...now, next: answered(roster, now.until).person }];
      }),
    );
  }
}

function answerOf(roster: Roster | null, at: Date): OnCallAnswer | null {
  return roster && answered(roster, at);
}

function answered({ schedule, overrides, active }: Roster, at: Date): OnCallAnswer {
  const duty = whoIsOnCall(schedule, overrides, at, (person) => active.has(person));
  const name = duty.person === null ? undefined : active.get(duty.person);
  const person = duty.person === null || name === undefined ? null : { key: duty.person, name };
  return { person, schedule: schedule.key, until: duty.until, overridden: duty.overridden };
}
