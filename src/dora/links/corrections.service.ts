import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../../identity/index.js';
import { IncidentReads } from '../../incidents/index.js';
import { Db, type Tx } from '../../platform/index.js';
import type { CorrectionBody, LinkView } from '../rows.contract.js';
import { needsOneCause, unknownDeployments, unknownIncident } from '../dora.errors.js';
import { MarksRepository } from '../marks/marks.repository.js';

interface CorrectionRow {
  deployments: string[];
  external: boolean;
  reason: string;
  by: string;
  at: Date;
}

/** A person's word on what caused an incident; it beats every rule. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly db: Db,
    private readonly incidents: IncidentReads,
    private readonly marks: MarksRepository,
    private readonly audit: Audit,
  ) {}

  /** Throws unknown_incident (not found), unknown_deployment and one_cause (invalid). `check` sees the present correction. */
  async correct(
    incidentId: string,
    body: CorrectionBody,
    actor: Actor,
    check: (present: LinkView | null) => void,
  ): Promise<LinkView> {
    if ((body.deployments === undefined) === (body.external === undefined)) throw needsOneCause();
    const deployments = [...(body.deployments ?? [])].sort();
    const external = body.external === true;
    return this.db.transaction(async (tx) => {
      const incident = await this.incidents.find(incidentId, tx);
      if (!incident) throw unknownIncident(incidentId);
      await this.requireDeployed(tx, deployments);
      const present = await this.present(tx, incidentId);
      check(present);
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

  private async requireDeployed(tx: Tx, ids: string[]): Promise<void> {
    const rows = await tx.query<{ id: string }>(
      `select id from deployments where id = any($1::text[]) and status = 'success'`,
      [ids],
    );
    const known = new Set(rows.map((row) => row.id));
    const unknown = ids.filter((id) => !known.has(id));
    if (unknown.length > 0) throw unknownDeployments(unknown);
  }

  private async present(tx: Tx, incident: string): Promise<LinkView | null> {
    const [row] = await tx.query<CorrectionRow>(
      `select deployments, external, reason, corrected_by as by, corrected_at as at
       from dora_link_corrections where incident_id = $1 for update`,
      [incident],
    );
    return row ? viewOf(incident, row) : null;
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
