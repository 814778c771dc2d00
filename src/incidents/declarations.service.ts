import { Injectable } from '@nestjs/common';
import { Catalog, type Service } from '../catalog/index.js';
import { can, type Actor } from '../identity/index.js';
import { DomainError, Db, Ids, type FieldError } from '../platform/index.js';
import { declare, defaultEnvironment, timeFaults } from './domain/declaration.js';
import type { Cause, Incident } from './domain/incident.js';
import { IncidentWriter, tellerOf } from './incident-writer.js';
import type { NewIncident } from './incidents.contract.js';
import { notAResponder } from './incidents.errors.js';
import { Responders } from './responders.js';

/** Declares incidents on the word of a person. */
@Injectable()
export class Declarations {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly catalog: Catalog,
    private readonly responders: Responders,
    private readonly writer: IncidentWriter,
  ) {}

  /** `drillRun`: the run of a drill that it belongs to; it is a drill then, whatever the body says. */
  async declare(body: NewIncident, drillRun: string | null, actor: Actor): Promise<Incident> {
    return this.db.transaction(async (tx) => {
      const service = await this.catalog.service(body.service, tx);
      if (!service && !can(actor, 'incidents:write')) throw notAResponder();
      if (service) await this.responders.require(actor, service.key, tx);
      const { environment, faults } = placeOf(service, body);
      const startedAt = body.startedAt ? new Date(body.startedAt) : tx.now;
      const detectedAt = body.detectedAt ? new Date(body.detectedAt) : null;
      refuse([...faults, ...timeFaults({ startedAt, detectedAt }, tx.now)]);
      const declared = declare({
        id: this.ids.next(),
        service: body.service,
        environment,
        title: body.title,
        severity: body.severity,
        startedAt,
        detectedAt,
        drill: drillRun !== null || (body.drill ?? false),
        drillRun,
        cause: causeOf(body.cause),
        source: 'declared',
        alert: null,
        now: tx.now,
        by: tellerOf(actor).actor,
      });
      await this.writer.write(tx, null, declared, tellerOf(actor), {
        actor,
        action: 'incident.declare',
        detail: { service: body.service, environment, severity: body.severity },
      });
      return declared.incident;
    });
  }
}

/** A cause without what it leaves open; null: nothing is said. */
export function causeOf(body: Cause | null | undefined): Cause | null {
  if (!body) return null;
  const { deployments, flag, external } = body;
  const cause: Cause = {
    ...(deployments && deployments.length > 0 ? { deployments } : {}),
    ...(flag ? { flag } : {}),
    ...(external ? { external } : {}),
  };
  return Object.keys(cause).length > 0 ? cause : null;
}

/** Throws all faults at once. */
export function refuse(faults: FieldError[]): void {
  if (faults.length === 0) return;
  const detail = faults.map((fault) => `${fault.field}: ${fault.detail}`).join('; ');
  throw new DomainError('invalid', 'invalid_input', detail, faults);
}

function placeOf(service: Service | null, body: NewIncident): { environment: string; faults: FieldError[] } {
  const wanted = body.environment ?? null;
  if (!service) {
    const detail = `there is no service ${body.service}`;
    return { environment: '', faults: [{ field: 'service', code: 'unknown_service', detail }] };
  }
  const environment = wanted ?? defaultEnvironment(service.environments);
  if (environment === null) {
    const detail = `${service.key} has no environment production and not exactly one production environment: name one`;
    return { environment: '', faults: [{ field: 'environment', code: 'missing', detail }] };
  }
  if (!service.environments.some(({ key }) => key === environment)) {
    const detail = `${service.key} has no environment ${environment}`;
    return { environment, faults: [{ field: 'environment', code: 'unknown_environment', detail }] };
  }
  return { environment, faults: [] };
}
