import { Injectable, Logger } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { People } from '../../identity/index.js';
import type { Queryable } from '../../platform/index.js';
import type { Reachable } from '../domain/escalation.js';
import { personOf, slotAt, whoIsOnCall } from '../domain/rotation.js';
import { Rosters, type Roster } from '../schedules/rosters.reads.js';

const NOBODY = { onCall: null, turns: [], escalateAfterMinutes: 5 };

/** Who could be paged for a service. */
@Injectable()
export class ReachableReads {
  private readonly logger = new Logger('Paging');

  constructor(
    private readonly rosters: Rosters,
    private readonly catalog: Catalog,
    private readonly people: People,
  ) {}

  async ofService(service: string, at: Date, on: Queryable): Promise<Reachable> {
    const found = await this.catalog.service(service, on);
    const team = found ? (await this.people.ofTeam(found.team, on)).map(({ key }) => key) : [];
    const roster = await this.rosters.ofService(service, at, on);
    try {
      return { ...(roster ? turnsOf(roster, at) : NOBODY), team };
    } catch (error) {
      // A schedule that cannot be reckoned must not keep an alert from its people.
      this.logger.error(`Mend the schedule of ${service}; its alerts page the whole team at once: ${String(error)}`);
      return { ...NOBODY, team };
    }
  }
}

function turnsOf({ schedule, overrides, active, escalateAfterMinutes }: Roster, at: Date): Omit<Reachable, 'team'> {
  const duty = whoIsOnCall(schedule, overrides, at, (person) => active.has(person));
  const { index } = slotAt(schedule, at);
  const turns = schedule.rotation.people.map((_, turn) => personOf(schedule.rotation, index + turn));
  return { onCall: duty.person, turns: turns.filter((person) => active.has(person)), escalateAfterMinutes };
}
