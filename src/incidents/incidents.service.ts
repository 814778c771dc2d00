import { Injectable } from '@nestjs/common';
import { can, type Actor } from '../identity/index.js';
import { Paging } from '../oncall/index.js';
import { Db, invalidField, requireMatch, type Tx } from '../platform/index.js';
import { causeOf, refuse } from './declarations.service.js';
import { change } from './domain/change.js';
import { timeFaults } from './domain/declaration.js';
import { entry, isRefusal, type Incident } from './domain/incident.js';
import { take, type Command } from './domain/steps.js';
import { IncidentWriter, tellerOf } from './incident-writer.js';
import type {
  IncidentPatch,
  MitigateBody,
  NoteBody,
  RestoreBody,
  StepBody,
  TimelineEntryView,
} from './incidents.contract.js';
import { notAResponder, refusedBy, unknownIncident } from './incidents.errors.js';
import { IncidentReads } from './incidents.reads.js';
import { IncidentsRepository } from './incidents.repository.js';
import { entryView, viewOf } from './incidents.view.js';
import { RemedyMoments } from './remedy-moments.js';
import { Responders } from './responders.js';

/** What people do about an incident. */
@Injectable()
export class Incidents {
  constructor(
    private readonly db: Db,
    private readonly repository: IncidentsRepository,
    private readonly reads: IncidentReads,
    private readonly writer: IncidentWriter,
    private readonly responders: Responders,
    private readonly moments: RemedyMoments,
    private readonly paging: Paging,
  ) {}

  async acknowledge(id: string, actor: Actor): Promise<Incident> {
    return this.db.transaction(async (tx) => {
      const present = await this.opened(tx, id, actor);
      const command = { step: 'acknowledge', by: tellerOf(actor).actor, at: tx.now } as const;
      const incident = await this.step(tx, present, command, actor);
      if (incident !== present && incident.alert !== null) {
        await this.paging.acknowledgeAlert(tx, incident.alert, actor.person);
      }
      return incident;
    });
  }

  async mitigate(id: string, body: MitigateBody, actor: Actor): Promise<Incident> {
    const { by, flag = null, deployment = null, note = null } = body;
    if (flag !== null && deployment !== null) {
      throw invalidField('deployment', 'one_remedy', 'name the flag or the deployment, not both');
    }
    return this.db.transaction(async (tx) => {
      const present = await this.opened(tx, id, actor);
      const incident = await this.withFlips(tx, present);
      const mitigation = await this.moments.told(incident, { by, flag, deployment, note }, tx);
      return this.step(tx, incident, { step: 'mitigate', mitigation }, actor, { by, flag, deployment });
    });
  }

  async restore(id: string, body: RestoreBody, actor: Actor): Promise<Incident> {
    return this.db.transaction(async (tx) => {
      const present = await this.opened(tx, id, actor);
      const at = body.at ? new Date(body.at) : null;
      refuse(timeFaults({ startedAt: present.startedAt, at }, tx.now).filter(({ field }) => field === 'at'));
      const incident = await this.withFlips(tx, present);
      return this.step(tx, incident, { step: 'restore', at, by: body.by ?? null, note: body.note }, actor);
    });
  }

  async resolve(id: string, body: StepBody, actor: Actor): Promise<Incident> {
    return this.db.transaction((tx) => this.resolveIn(tx, id, body, actor));
  }

  /** In the caller's transaction. */
  async resolveIn(tx: Tx, id: string, body: StepBody, actor: Actor): Promise<Incident> {
    const incident = await this.withFlips(tx, await this.opened(tx, id, actor));
    return this.step(tx, incident, { step: 'resolve', note: body.note }, actor);
  }

  async reopen(id: string, body: StepBody, actor: Actor): Promise<Incident> {
    return this.db.transaction(async (tx) => {
      const incident = await this.withFlips(tx, await this.opened(tx, id, actor));
      return this.step(tx, incident, { step: 'reopen', note: body.note }, actor);
    });
  }

  async change(id: string, patch: IncidentPatch, ifMatch: string | undefined, actor: Actor): Promise<Incident> {
    return this.db.transaction(async (tx) => {
      const present = await this.opened(tx, id, actor);
      requireMatch(ifMatch, viewOf(present));
      const { title, severity, cause, duplicateOf } = patch;
      const original = duplicateOf ? await this.reads.find(duplicateOf, tx) : null;
      const changes = {
        ...(title === undefined ? {} : { title }),
        ...(severity === undefined ? {} : { severity }),
        ...(cause === undefined ? {} : { cause: causeOf(cause) }),
        ...(duplicateOf === undefined ? {} : { duplicateOf }),
      };
      const outcome = change(present, changes, original, tx.now);
      if (isRefusal(outcome)) throw refusedBy(outcome);
      await this.writer.write(tx, present, outcome, tellerOf(actor), {
        actor,
        action: 'incident.change',
        detail: changes,
      });
      return outcome.incident;
    });
  }

  async note(id: string, body: NoteBody, actor: Actor): Promise<TimelineEntryView> {
    return this.db.transaction(async (tx) => {
      const incident = await this.opened(tx, id, actor);
      const at = body.at ? new Date(body.at) : tx.now;
      // What happened just before the impact is worth a note too: only the far future is refused.
      refuse(timeFaults({ startedAt: at, at }, tx.now).filter(({ field }) => field === 'at'));
      const line = entry('note', at, {}, body.note);
      const teller = tellerOf(actor);
      const [stored] = await this.repository.append(tx, id, [line], teller);
      if (stored === undefined) throw new Error('A note was not stored');
      const act = { actor, action: 'incident.note', detail: { entry: stored } };
      await this.writer.record(tx, incident, act);
      return entryView({ id: stored, ...line, ...teller });
    });
  }

  /** The incident, locked, for an actor who may act on it. */
  private async opened(tx: Tx, id: string, actor: Actor): Promise<Incident> {
    const stored = await this.repository.lock(tx, id);
    if (!stored) throw can(actor, 'incidents:write') ? unknownIncident(id) : notAResponder();
    await this.responders.require(actor, stored.incident.service, tx);
    return stored.incident;
  }

  private async withFlips(tx: Tx, present: Incident): Promise<Incident> {
    let incident = present;
    for (const outcome of await this.moments.caughtUp(present, tx)) {
      await this.writer.write(tx, incident, outcome, { actor: outcome.actor, person: null }, null);
      incident = outcome.incident;
    }
    return incident;
  }

  private async step(
    tx: Tx,
    incident: Incident,
    command: Command,
    actor: Actor,
    detail: Record<string, unknown> = {},
  ): Promise<Incident> {
    const flipsOn = command.step === 'acknowledge' ? [] : await this.moments.turnedOnAgain(incident, tx);
    const outcome = take(incident, command, { now: tx.now, flipsOn });
    if (isRefusal(outcome)) throw refusedBy(outcome);
    const act = { actor, action: `incident.${command.step}`, detail };
    await this.writer.write(tx, incident, outcome, tellerOf(actor), act);
    return outcome.incident;
  }
}
