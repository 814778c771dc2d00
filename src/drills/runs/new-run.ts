import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { People, type Actor } from '../../identity/index.js';
import { Ids, invalidFields, type FieldError, type Tx } from '../../platform/index.js';
import type { Run } from '../domain/run.js';
import { ScenariosRepository } from '../scenarios/scenarios.repository.js';
import type { NewDrill } from './runs.contract.js';

/** Makes runs of what a person or a schedule asks for. */
@Injectable()
export class NewRun {
  constructor(
    private readonly ids: Ids,
    private readonly catalog: Catalog,
    private readonly people: People,
    private readonly scenarios: ScenariosRepository,
  ) {}

  /** The run, planned and not yet stored. Throws `invalid` with everything that is wrong. */
  async of(tx: Tx, body: NewDrill, actor: Actor, schedule: string | null = null): Promise<Run> {
    const stored = await this.scenarios.find(body.scenario, tx);
    const serviceKey = body.service ?? stored?.scenario.service;
    const service = serviceKey === undefined ? null : await this.catalog.service(serviceKey, tx);
    const environment = body.environment ?? stored?.scenario.environment ?? '';
    const facilitator = body.facilitator ?? actor.person;
    const { responder = null, observers = [] } = body;
    const scheduledFor = body.scheduledFor === undefined ? null : new Date(body.scheduledFor);
    const faults: FieldError[] = [];
    if (!stored)
      faults.push({ field: 'scenario', code: 'unknown_scenario', detail: `there is no scenario ${body.scenario}` });
    if (serviceKey !== undefined && !service)
      faults.push({ field: 'service', code: 'unknown_service', detail: `there is no service ${serviceKey}` });
    if (service && !service.environments.some(({ key }) => key === environment)) {
      const detail = `${service.key} has no environment ${environment}`;
      faults.push({ field: 'environment', code: 'unknown_environment', detail });
    }
    if (scheduledFor !== null && scheduledFor <= tx.now)
      faults.push({ field: 'scheduledFor', code: 'in_the_past', detail: 'must lie ahead' });
    faults.push(...(await this.unknownPeople({ facilitator, responder, observers }, tx)));
    if (!stored || !service || faults.length > 0) throw invalidFields(faults);
    return {
      id: this.ids.next(),
      scenario: { ...stored.scenario, service: service.key, environment },
      service: service.key,
      environment,
      repository: body.repository ?? service.repository,
      mode: body.mode,
      surprise: body.surprise ?? false,
      facilitator,
      responder,
      observers: [...new Set(observers)],
      state: 'planned',
      scheduledFor,
      schedule,
      createdAt: tx.now,
      createdBy: actor.person ?? actor.name,
      creator: actor.id,
      startedAt: null,
      endedAt: null,
      reason: null,
      pauses: [],
      cleanup: [],
      result: null,
    };
  }

  private async unknownPeople(
    { facilitator, responder, observers }: Pick<Run, 'facilitator' | 'responder' | 'observers'>,
    tx: Tx,
  ): Promise<FieldError[]> {
    const named = [
      ...(facilitator === null ? [] : [{ field: 'facilitator', person: facilitator }]),
      ...(responder === null ? [] : [{ field: 'responder', person: responder }]),
      ...observers.map((person, index) => ({ field: `observers[${index}]`, person })),
    ];
    const found = await this.people.findMany(
      named.map(({ person }) => person),
      tx,
    );
    const known = new Set(found.map(({ key }) => key));
    return named.flatMap(({ field, person }) =>
      known.has(person) ? [] : [{ field, code: 'unknown_person', detail: `there is no person ${person}` }],
    );
  }
}
