import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../../identity/index.js';
import { IncidentReads } from '../../incidents/index.js';
import { Db, type Queryable, type Tx } from '../../platform/index.js';
import type { CorrectionBody, LinkView } from '../rows.contract.js';
import { needsOneCause, unknownDeployments, unknownIncident } from '../dora.errors.js';
import { runOf } from '../domain/lane.js';
import { MarksRepository } from '../marks/marks.repository.js';
import { laneOfIncident } from './surroundings.reads.js';

interface CorrectionRow {
  deployments: string[];
  external: boolean;
  reason: string;
  by: string;
  at: Date;
}

const NOT_LOOKED_AT = { deployments: [], external: false, method: 'none', confidence: null };

/** A person's word on what caused an incident; it beats every rule. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly db: Db,
    private readonly incidents: IncidentReads,
    private readonly marks: MarksRepository,
    private readonly audit: Audit,
  ) {}

  /** What is in force now. Throws unknown_incident (not found). */
  async link(incidentId: string): Promise<LinkView> {
    if (!(await this.incidents.find(incidentId))) throw unknownIncident(incidentId);
    return (await this.correction(this.db, incidentId)) ?? this.found(this.db, incidentId);
  }

  /** Throws unknown_incident (not found), unknown_deployment and one_cause (invalid). `check` sees what is in force now. */
  async correct(
    incidentId: string,
    body: CorrectionBody,
    actor: Actor,
    check: (present: LinkView) => void,
  ): Promise<LinkView> {
    if ((body.deployments === undefined) === (body.external === undefined)) throw needsOneCause();
    const deployments = [...(body.deployments ?? [])].sort();
    const external = body.external === true;
    return this.db.transaction(async (tx) => {
      const incident = await this.incidents.find(incidentId, tx);
      if (!incident) throw unknownIncident(incidentId);
      await this.requireDeployed(tx, deployments, runOf(laneOfIncident(incident)));
      const present = await this.correction(tx, incidentId);
      check(present ?? (await this.found(tx, incidentId)));
      if (present && same(present, { deployments, external, reason: body.reason })) return present;
      const by = actor.person ?? actor.name;
      await tx.execute(
        `insert into dora_link_corrections (incident_id, deployments, external, reason, corrected_by, corrected_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (incident_id) do update set deployments = excluded.deployments, external = excluded.external,
           reason = excluded.reason, corrected_by = excluded.corrected_by, corrected_at = excluded.corrected_at`,
        [incidentId, deployments, external, body.reason, by, tx.now],
      );
      await this.audit.record(tx, {
        actor,
        action: 'dora.link',
        subject: `incident:${incidentId}`,
        detail: { deployments, external, reason: body.reason },
      });
      await this.marks.add(tx, [{ service: incident.service, incidents: [incidentId] }]);
      return viewOf(incidentId, { deployments, external, reason: body.reason, by, at: tx.now });
    });
  }

  /** A drill's incident is put down to deployments of its run, a real one to real ones. */
  private async requireDeployed(tx: Tx, ids: string[], run: string | null): Promise<void> {
    const rows = await tx.query<{ id: string }>(
      `select id from deployments
       where id = any($1::text[]) and status = 'success' and drill_run is not distinct from $2`,
      [ids, run],
    );
    const known = new Set(rows.map((row) => row.id));
    const unknown = ids.filter((id) => !known.has(id));
    if (unknown.length > 0) throw unknownDeployments(unknown);
  }

  /** A person's word, locked where it is about to be replaced. */
  private async correction(on: Queryable, incident: string): Promise<LinkView | null> {
    const [row] = await on.query<CorrectionRow>(
      `select deployments, external, reason, corrected_by as by, corrected_at as at
       from dora_link_corrections where incident_id = $1${on === this.db ? '' : ' for update'}`,
      [incident],
    );
    return row ? viewOf(incident, row) : null;
  }

  /** What the rules found. */
  private async found(on: Queryable, incident: string): Promise<LinkView> {
    const [row] = await on.query<Pick<LinkView, 'deployments' | 'external' | 'method' | 'confidence'>>(
      `select x.external, x.method, x.confidence,
         array(select deployment_id from dora_failures f where f.incident_id = x.incident_id order by 1) as deployments
       from dora_incidents x where x.incident_id = $1`,
      [incident],
    );
    const { deployments, external, method, confidence } = row ?? NOT_LOOKED_AT;
    return {
      incident,
      deployments,
      external,
      reason: null,
      method,
      confidence,
      correctedBy: null,
      correctedAt: null,
    };
  }
}

function same(a: LinkView, b: { deployments: string[]; external: boolean; reason: string }): boolean {
  return a.external === b.external && a.reason === b.reason && a.deployments.join('\n') === b.deployments.join('\n');
}

function viewOf(incident: string, { deployments, external, reason, by, at }: CorrectionRow): LinkView {
  return {
    incident,
    deployments,
    external,
    reason,
    method: 'correction',
    confidence: 1,
    correctedBy: by,
    correctedAt: at.toISOString(),
  };
}
