import { Injectable } from '@nestjs/common';
import type { Queryable, Tx } from '../../platform/index.js';
import type { ChangePolicy } from '../domain/change-policy.js';

/** Stands for the whole installation; no service has such a key. */
const ALL = '*';

interface Row {
  scope: string;
  production: boolean;
  environments: string[];
  approvals: number;
  offNeedsApproval: boolean;
  teams: string[];
  people: string[];
  expiresAfterHours: number;
  updatedAt: Date;
  updatedBy: string;
}

export type KeptPolicy = ChangePolicy & { updatedAt: Date; updatedBy: string };

const SELECT = `
  select scope, production, environments, approvals, off_needs_approval as "offNeedsApproval", approver_teams as teams,
    approver_people as people, expires_after_hours as "expiresAfterHours", updated_at as "updatedAt", updated_by as "updatedBy"
  from change_policies`;

@Injectable()
export class ChangePoliciesRepository {
  /** The policy that holds for a service: its own, else the installation's. */
  async holdingFor(on: Queryable, service: string): Promise<KeptPolicy | null> {
    const [row] = await on.query<Row>(`${SELECT} where scope in ($1, '${ALL}') order by scope = '${ALL}' limit 1`, [
      service,
    ]);
    return row ? policyOf(row) : null;
  }

  /** The installation's first, then by service. */
  async all(on: Queryable): Promise<KeptPolicy[]> {
    const rows = await on.query<Row>(`${SELECT} order by scope <> '${ALL}', scope`);
    return rows.map(policyOf);
  }

  async of(on: Queryable, service: string | null): Promise<KeptPolicy | null> {
    const [row] = await on.query<Row>(`${SELECT} where scope = $1`, [service ?? ALL]);
    return row ? policyOf(row) : null;
  }

  /** True: there was none before. */
  async save(tx: Tx, policy: ChangePolicy, by: string): Promise<boolean> {
    const [row] = await tx.query<{ created: boolean }>(
      `insert into change_policies (scope, production, environments, approvals, off_needs_approval, approver_teams,
         approver_people, expires_after_hours, updated_at, updated_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (scope) do update set production = $2, environments = $3, approvals = $4, off_needs_approval = $5,
         approver_teams = $6, approver_people = $7, expires_after_hours = $8, updated_at = $9, updated_by = $10
       returning (xmax = 0) as created`,
      [
        policy.service ?? ALL,
        policy.production,
        policy.environments,
        policy.approvals,
        policy.offNeedsApproval,
        policy.approvers.teams,
        policy.approvers.people,
        policy.expiresAfterHours,
        tx.now,
        by,
      ],
    );
    return row?.created ?? false;
  }

  /** False: there was none. */
  async remove(tx: Tx, service: string | null): Promise<boolean> {
    return (await tx.execute(`delete from change_policies where scope = $1`, [service ?? ALL])) > 0;
  }
}

function policyOf({ scope, teams, people, ...rest }: Row): KeptPolicy {
  return { ...rest, service: scope === ALL ? null : scope, approvers: { teams, people } };
}
