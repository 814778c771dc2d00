import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { Audit, People, type Actor } from '../../identity/index.js';
import { Db, DomainError, Ids, invalidField, type FieldError, type Tx } from '../../platform/index.js';
import type { OverrideBody, ScheduleBody, ScheduleView } from './schedules.contract.js';
import { unknownOverride, unknownSchedule } from './schedules.errors.js';
import { isOverrideId, SchedulesReads, type OverrideRow } from './schedules.reads.js';
import { SchedulesRepository } from './schedules.repository.js';

const KEY = /^[a-z0-9][a-z0-9._-]{0,99}$/;
const ESCALATE_AFTER_MINUTES = 15;

@Injectable()
export class Schedules {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly catalog: Catalog,
    private readonly people: People,
    private readonly audit: Audit,
    private readonly reads: SchedulesReads,
    private readonly repository: SchedulesRepository,
  ) {}

  /** Creates or replaces a schedule. `check` sees the present one and may refuse. */
  async put(
    key: string,
    body: ScheduleBody,
    actor: Actor,
    check: (present: ScheduleView | null) => void,
  ): Promise<{ view: ScheduleView; created: boolean }> {
    if (!KEY.test(key)) {
      throw invalidField('key', 'key', 'The key must hold only a-z, 0-9, ".", "_" and "-", at most 100 characters.');
    }
    return this.db.transaction(async (tx) => {
      await tx.queueFor(`schedule:${key}`);
      await this.repository.lock(tx, key);
      const present = await this.reads.find(key, tx);
      check(present);
      const view = viewOf(key, body);
      const { team, timezone, rotation, escalateAfterMinutes } = view;
      if (JSON.stringify(present) === JSON.stringify(view)) return { view, created: false };
      refuse([...(await this.teamFaults(tx, team)), ...(await this.peopleFaults(tx, rotation.people))]);
      const created = await this.repository.save(tx, view);
      await this.audit.record(tx, {
        actor,
        action: created ? 'schedule.create' : 'schedule.change',
        subject: `schedule:${key}`,
        detail: { team, timezone, rotation, escalateAfterMinutes },
      });
      return { view, created };
    });
  }

  /** The same override again (person, from, to) is the one that is there. */
  async override(
    schedule: string,
    body: OverrideBody,
    actor: Actor,
  ): Promise<{ override: OverrideRow; created: boolean }> {
    const [from, to] = [new Date(body.from), new Date(body.to)];
    return this.db.transaction(async (tx) => {
      if (!(await this.repository.lock(tx, schedule))) throw unknownSchedule(schedule);
      const { person } = body;
      const present = await this.repository.sameOverride(tx, { schedule, person, from, to });
      if (present) return { override: present, created: false };
      const faults = personFault('person', person, (await this.people.find(person, tx))?.active);
      if (from >= to) faults.push({ field: 'to', code: 'before_from', detail: 'must be after "from"' });
      refuse(faults);
      const createdBy = actor.person ?? actor.name;
      const override = { id: this.ids.next(), schedule, person, from, to, createdAt: tx.now, createdBy };
      await this.repository.addOverride(tx, override);
      await this.recordOverride(tx, actor, 'override.create', override);
      return { override, created: true };
    });
  }

  async removeOverride(schedule: string, id: string, actor: Actor): Promise<void> {
    await this.db.transaction(async (tx) => {
      if (!(await this.repository.lock(tx, schedule))) throw unknownSchedule(schedule);
      const removed = isOverrideId(id) ? await this.repository.removeOverride(tx, schedule, id) : null;
      if (!removed) throw unknownOverride(schedule, id);
      await this.recordOverride(tx, actor, 'override.remove', removed);
    });
  }

  private async recordOverride(tx: Tx, actor: Actor, action: string, override: OverrideRow): Promise<void> {
    const { id, schedule, person, from, to } = override;
    await this.audit.record(tx, { actor, action, subject: `schedule:${schedule}`, detail: { id, person, from, to } });
  }

  private async teamFaults(tx: Tx, team: string): Promise<FieldError[]> {
    if (await this.catalog.team(team, tx)) return [];
    const detail = `There is no team ${team}; create it first: PUT /api/v1/teams/${team}`;
    return [{ field: 'team', code: 'unknown_team', detail }];
  }

  private async peopleFaults(tx: Tx, people: string[]): Promise<FieldError[]> {
    const known = new Map((await this.people.findMany(people, tx)).map(({ key, active }) => [key, active]));
    return people.flatMap((person, index) => personFault(`rotation.people[${index}]`, person, known.get(person)));
  }
}

function viewOf(key: string, { team, timezone, rotation, escalateAfterMinutes }: ScheduleBody): ScheduleView {
  const { period, handoff, anchor, people } = rotation;
  return {
    key,
    team,
    timezone,
    rotation: { period, handoff, anchor, people },
    escalateAfterMinutes: escalateAfterMinutes ?? ESCALATE_AFTER_MINUTES,
  };
}

function personFault(field: string, person: string, active: boolean | undefined): FieldError[] {
  if (active === undefined) {
    const detail = `There is no person ${person}; create them first: PUT /api/v1/people/${person}`;
    return [{ field, code: 'unknown_person', detail }];
  }
  return active ? [] : [{ field, code: 'inactive_person', detail: `${person} is not active.` }];
}

function refuse(faults: FieldError[]): void {
  if (faults.length === 0) return;
  const detail = faults.map((fault) => `${fault.field}: ${fault.detail}`).join('; ');
  throw new DomainError('invalid', 'invalid_input', detail, faults);
}
