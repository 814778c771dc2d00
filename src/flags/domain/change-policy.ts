import type { ChangeContent } from './change-content.js';

/** Which changes of flags need the approval of others, and whose. */
export interface ChangePolicy {
  /** A service; null: all services that have no policy of their own. */
  service: string | null;
  /** Every environment that the catalog calls production. */
  production: boolean;
  /** Further environments, by key. */
  environments: string[];
  /** How many people must approve. */
  approvals: number;
  /** Whether turning off by a flip needs it too. A kill never does. */
  offNeedsApproval: boolean;
  /** Who may approve; neither teams nor people named: everybody who may flip. */
  approvers: { teams: string[]; people: string[] };
  /** How long a request may be approved and applied. */
  expiresAfterHours: number;
}

/** Whether the policy covers an environment at all. */
export function covers(policy: ChangePolicy | null, environment: { key: string; production: boolean }): boolean {
  if (policy === null) return false;
  return (policy.production && environment.production) || policy.environments.includes(environment.key);
}

/** Whether this change needs approval there. */
export function needsApproval(
  policy: ChangePolicy | null,
  environment: { key: string; production: boolean },
  content: ChangeContent,
): policy is ChangePolicy {
  if (policy === null || !covers(policy, environment)) return false;
  return policy.offNeedsApproval || content.kind !== 'flip' || content.on;
}

export interface Approver {
  key: string;
  teams: readonly string[];
  active: boolean;
}

/** Whether the policy takes this person for an approver; whoever asked for the change or wrote it is none. */
export function mayApprove(policy: ChangePolicy, person: Approver, authors: readonly string[]): boolean {
  if (!person.active || authors.includes(person.key)) return false;
  const { teams, people } = policy.approvers;
  if (teams.length === 0 && people.length === 0) return true;
  return people.includes(person.key) || person.teams.some((team) => teams.includes(team));
}
