import type { Flag, FlagEnvironment, FlagKind, FlagOutcome, FlagStage, FlagValue } from '../domain/flag.js';
import type { Targeting } from '../domain/rules.js';

interface EnvironmentRow extends Targeting {
  key: string;
  on: boolean;
  revision: number;
  changedAt: string;
  lastEvaluatedAt: string | null;
}

export interface FlagRow {
  key: string;
  name: string;
  description: string | null;
  kind: FlagKind;
  service: string;
  ownerTeam: string | null;
  ownerPerson: string | null;
  expiresAt: Date | null;
  extensions: number;
  removalTicket: string | null;
  runbook: string | null;
  blastRadius: string | null;
  lastDrilledAt: Date | null;
  stage: FlagStage;
  outcome: FlagOutcome | null;
  variants: Record<string, FlagValue>;
  defaultVariant: string;
  offVariant: string;
  revision: number;
  createdAt: Date;
  updatedAt: Date;
  createdBy: string;
  environments: EnvironmentRow[];
}

/** `select … from flags f`, whole flags with their environments; a where clause follows. */
export const SELECT_FLAGS = `
  select f.key, f.name, f.description, f.kind, f.service, f.owner_team as "ownerTeam", f.owner_person as "ownerPerson",
    f.expires_at as "expiresAt", f.extensions, f.removal_ticket as "removalTicket", f.runbook,
    f.blast_radius as "blastRadius", f.last_drilled_at as "lastDrilledAt", f.stage, f.outcome, f.variants,
    f.default_variant as "defaultVariant", f.off_variant as "offVariant", f.revision::float8 as revision,
    f.created_at as "createdAt", f.updated_at as "updatedAt", f.created_by as "createdBy",
    coalesce((
      select json_agg(json_build_object('key', e.environment, 'on', e.on_state, 'rules', e.rules, 'otherwise', e.otherwise,
        'prerequisites', e.prerequisites, 'revision', e.revision, 'changedAt', e.changed_at, 'lastEvaluatedAt',
        (select max(s.last_at) from flag_sightings s where s.flag = e.flag and s.environment = e.environment)) order by e.position, e.environment)
      from flag_environments e
      where e.flag = f.key and e.present), '[]') as environments
  from flags f`;

export function flagOf(row: FlagRow): Flag {
  const { ownerTeam, ownerPerson, runbook, blastRadius, lastDrilledAt, environments, ...rest } = row;
  return {
    ...rest,
    owner: { team: ownerTeam, person: ownerPerson },
    killSwitch: { runbook, blastRadius, lastDrilledAt },
    environments: environments.map(environmentOf),
  };
}

function environmentOf(row: EnvironmentRow): FlagEnvironment {
  return {
    ...row,
    changedAt: new Date(row.changedAt),
    lastEvaluatedAt: row.lastEvaluatedAt === null ? null : new Date(row.lastEvaluatedAt),
  };
}
