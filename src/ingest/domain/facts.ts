/** Facts as callers send them (docs: CONTRACT, "Facts in"). Times are RFC 3339 strings. */
export type FactKind = 'change' | 'commit' | 'deployment' | 'incident' | 'check' | 'flip';

export const FACT_KINDS: readonly FactKind[] = ['change', 'commit', 'deployment', 'incident', 'check', 'flip'];

export type PersonType = 'human' | 'bot';

export interface ReviewFact {
  author: string;
  authorType?: PersonType | null;
  submittedAt: string;
  state: string;
  /** The provider's id of the review; webhooks find their earlier word by it. */
  id?: string | null;
}

export interface ChangeCommitFact {
  sha: string;
  authoredAt: string;
}

export interface ChangeFact {
  kind: 'change';
  id: string;
  repository: string;
  services?: string[] | null;
  title?: string | null;
  author?: string | null;
  authorType?: PersonType | null;
  openedAt: string;
  readyAt?: string | null;
  firstCommitAt?: string | null;
  commits?: ChangeCommitFact[] | null;
  headSha?: string | null;
  reviews?: ReviewFact[] | null;
  mergedAt?: string | null;
  closedAt?: string | null;
  mergeSha?: string | null;
  additions?: number | null;
  deletions?: number | null;
  labels?: string[] | null;
  reverts?: string | null;
  url?: string | null;
  /** True: told by one who knows only part of it; what is known already stays. Never stored. */
  partial?: boolean | null;
  drillRun?: string | null;
}

export interface CommitFact {
  kind: 'commit';
  id: string;
  repository: string;
  /** Null or absent = unknown (a push webhook does not say). */
  parents?: string[] | null;
  authoredAt: string;
  committedAt: string;
  paths?: string[] | null;
  /** Sha named by a `(cherry picked from commit …)` trailer. */
  cherryPickOf?: string | null;
  /** `git patch-id --stable`. */
  patchId?: string | null;
}

export type DeploymentStatus = 'success' | 'failure' | 'in_progress' | 'cancelled';
export type DeploymentReason = 'release' | 'rollback' | 'hotfix' | 'redeploy';

export interface DeploymentFact {
  kind: 'deployment';
  id: string;
  service: string;
  environment: string;
  sha?: string | null;
  status: DeploymentStatus;
  startedAt?: string | null;
  finishedAt?: string | null;
  changes?: string[] | null;
  reason?: DeploymentReason | null;
  url?: string | null;
  drillRun?: string | null;
}

export type Severity = 'sev1' | 'sev2' | 'sev3' | 'sev4';
export type RestoredBy = 'flag_off' | 'rollback' | 'roll_forward' | 'config' | 'other';

export interface IncidentFact {
  kind: 'incident';
  id: string;
  service: string;
  environment?: string | null;
  title?: string | null;
  severity?: Severity | null;
  startedAt: string;
  detectedAt?: string | null;
  mitigatedAt?: string | null;
  restoredAt?: string | null;
  resolvedAt?: string | null;
  cause?: { deployments?: string[] | null; flag?: string | null; external?: true | null } | null;
  duplicateOf?: string | null;
  restoredBy?: RestoredBy | null;
  drillRun?: string | null;
}

export interface CheckFact {
  kind: 'check';
  id: string;
  repository: string;
  sha: string;
  name: string;
  app?: string | null;
  conclusion?: string | null;
  startedAt?: string | null;
  completedAt?: string | null;
  attempt?: number | null;
}

export interface FlipFact {
  kind: 'flip';
  id: string;
  flag: string;
  environment: string;
  on: boolean;
  at: string;
  actor?: string | null;
  drillRun?: string | null;
}

/** `drillRun` is no field that callers write: it is the run that the request which brought the fact belongs to. */
export type Fact = ChangeFact | CommitFact | DeploymentFact | IncidentFact | CheckFact | FlipFact;

/** The fact as part of a run of a drill. Commits and checks are what they are, drill or not. */
export function inDrill(fact: Fact, drillRun: string | null): Fact {
  return drillRun === null || fact.kind === 'commit' || fact.kind === 'check' ? fact : { ...fact, drillRun };
}
