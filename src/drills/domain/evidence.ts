import type { Scenario } from './scenario.js';

/**
 * What a run of a drill left behind. Each part says who recorded it: `lab` is whoever runs the service and looks at it from
 * outside (the autopilot, or people's tooling) and posts records; `platform` is gathered by the server from its own tables
 * when the run ends. A part that nobody recorded is an empty list or null, and every check that needs it fails.
 * Instants are RFC 3339 in UTC.
 */
export interface Evidence {
  run: RunEvidence;
  scenario: Scenario;

  // lab
  probe: ProbeSample[];
  injects: InjectEvidence[];
  trunk: TrunkEvidence | null;
  merges: MergeAttempt[];
  processes: ProcessEvent[];
  builds: Build[];
  regressionTest: RegressionTest | null;
  mutants: Mutant[];
  trunkReferences: TrunkReferences | null;
  branches: BranchEvidence[];
  refusedFlips: RefusedFlip[];
  canaries: Canary[];
  replayedDefect: MergeAttempt | null;
  governor: GovernorAnswer[];
  exposures: ExposureReading[];
  receipts: FlipReceipt[];
  snapshots: SnapshotPair | null;

  // platform
  blockingChecks: string[];
  deployments: DeploymentEvidence[];
  flags: FlagEvidence[];
  flips: FlipEvidence[];
  pages: PageEvidence[];
  incident: IncidentEvidence | null;
  /** What DORA shows for the incident of the run; null: it shows nothing. */
  doraRecovery: { incident: string; seconds: number | null; restoredBy: string | null } | null;
  postmortem: PostmortemEvidence | null;
  /** Changes of the run's repository that were merged during the run, with what their blocking checks said then. */
  changes: ChangeEvidence[];
}

export interface RunEvidence {
  id: string;
  mode: 'people' | 'autopilot';
  surprise: boolean;
  startedAt: string;
  endedAt: string | null;
  repository: string | null;
}

/** One question to the service from outside. */
export interface ProbeSample {
  at: string;
  ok: boolean;
  /** HTTP status; 0: no answer. */
  status: number;
  millis: number;
  /** Commit that the answering process said it runs; null: it did not say. */
  sha: string | null;
}

export interface InjectEvidence {
  inject: string;
  at: string;
}

/** How the trunk is guarded, read where the repository lives. */
export interface TrunkEvidence {
  repository: string;
  trunk: string;
  /** Whether the hook that asks the merge guard is there and executable. */
  hook: boolean;
  /** A push of a commit without any checks, with the answer that git gave. */
  unguardedPush: { accepted: boolean; detail: string };
}

/** A push to trunk: what was forced upon which check, and what became of trunk. */
export interface MergeAttempt {
  at: string;
  change: string;
  sha: string;
  /** The check that was made other than green for this attempt; null: all were green. */
  forced: { check: string; conclusion: 'failure' | 'skipped' | 'neutral' | 'missing' } | null;
  accepted: boolean;
  trunkBefore: string;
  trunkAfter: string;
  /** Id or address of the verdict of the merge guard that refused or let in; null: the answer named none. */
  verdict: string | null;
  detail: string;
}

export interface ProcessEvent {
  at: string;
  process: string;
  sha: string;
  pid: number;
  event: 'started' | 'ended';
}

/** A run of the service's own checks on a commit. */
export interface Build {
  sha: string;
  startedAt: string;
  finishedAt: string;
  checks: { name: string; conclusion: string }[];
}

/** The test that the postmortem asked for, run on the commit of the incident and on the merge that brought it. */
export interface RegressionTest {
  name: string;
  kind: 'property' | 'contract';
  incidentSha: string;
  onIncident: 'pass' | 'fail';
  mergeSha: string;
  onMerge: 'pass' | 'fail';
}

/** A seeded fault, and which tests saw it. */
export interface Mutant {
  id: string;
  detail: string;
  examples: 'killed' | 'survived';
  property: 'killed' | 'survived';
}

/** Places of the flag in the files of trunk at a commit, as `loop scan` finds them. */
export interface TrunkReferences {
  flag: string;
  sha: string;
  count: number;
}

export interface BranchEvidence {
  branch: string;
  /** Whether the remote still has it at the end of the run. */
  there: boolean;
}

export interface RefusedFlip {
  at: string;
  flag: string;
  status: number;
  code: string | null;
}

/** A flag made to be found by the debt guard, with the verdicts before and after it. */
export interface Canary {
  kind: 'expired' | 'ownerless';
  flag: string;
  before: { verdict: string; id: string };
  after: { verdict: string; id: string; rules: string[] };
}

/** An answer of the change-fail governor. `situation` says when it was asked. */
export interface GovernorAnswer {
  at: string;
  situation: 'before' | 'regressed' | 'regressed_rollback' | 'regressed_incident_fix' | 'kill' | 'released';
  verdict: string;
  /** HTTP status; for `kill` that of the kill itself. */
  status: number;
  state: string | null;
  id: string | null;
  /** How the governor came to be released; only with `released`. */
  releasedBy: 'correction' | 'override' | null;
}

/** Calls of the new path that were counted by then: by the platform, and by the service itself. */
export interface ExposureReading {
  at: string;
  flag: string;
  /** Evaluations by variant in the run's environment since the start of the run. */
  variants: Record<string, number>;
}

/**
 * The answer to "who applied this flip?". Instances count that were there in the last hour: give them names that outlive a
 * deployment, or those that it ended stay silent.
 */
export interface FlipReceipt {
  flag: string;
  revision: number;
  flippedAt: string;
  askedAt: string;
  applied: number;
  pending: number;
  silent: number;
  /** When the last instance had it; null: none had. */
  lastAppliedAt: string | null;
}

/** Two snapshots over the same list of changes: delivered the old way, and through the loop. */
export interface SnapshotPair {
  before: SnapshotEvidence;
  after: SnapshotEvidence;
  workload: string;
  /** By metric, as `GET /dora/compare` answers: each side has its headline as `value` and its `n`. */
  verdicts: Record<
    string,
    {
      before: unknown;
      after: unknown;
      verdict: string;
      neededN: number | null;
      effect?: { value: number | null; unit: string };
      ci95?: readonly (number | null)[] | null;
    }
  >;
}

export interface SnapshotEvidence {
  id: string;
  name: string;
  facts: { count: number; sha256: string };
  /** sha256 of the metrics as stored, and as computed again from the same facts at the end of the run. */
  sha256: string;
  recomputedSha256: string;
  /** Ids of the list of changes that were delivered, in order: the same in both. */
  changes: string[];
  metrics: Record<string, unknown>;
}

export interface DeploymentEvidence {
  id: string;
  environment: string;
  sha: string | null;
  status: string;
  reason: string | null;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface FlagEvidence {
  key: string;
  kind: string;
  owner: { team: string } | { person: string } | null;
  expiresAt: string | null;
  removalTicket: string | null;
  stage: 'active' | 'completed' | 'archived';
  stages: { stage: 'active' | 'completed' | 'archived'; at: string }[];
  /** What it answers while off; left out: `off`. Any other variant counts as the new path. */
  offVariant?: string;
  lastDrilledAt: string | null;
}

export interface FlipEvidence {
  flag: string;
  environment: string;
  on: boolean;
  kill: boolean;
  at: string;
  actor: string;
  incident: string | null;
  revision: number;
}

export interface PageEvidence {
  at: string;
  person: string;
  /** Who was on call at that instant by the schedule. */
  onCall: string | null;
  acknowledgedAt: string | null;
  delivered: boolean;
}

export interface IncidentEvidence {
  id: string;
  service: string;
  drill: boolean;
  startedAt: string;
  detectedAt: string | null;
  declaredAt: string;
  acknowledgedAt: string | null;
  mitigatedAt: string | null;
  restoredAt: string | null;
  resolvedAt: string | null;
  restoredBy: string | null;
  flag: string | null;
}

export interface PostmortemEvidence {
  id: string;
  state: string;
  author: string;
  reviewer: string | null;
  publishedAt: string | null;
  /** Sections that a published postmortem must have, and whether they are filled. */
  sections: Record<string, boolean>;
  actions: ActionEvidence[];
}

export interface ActionEvidence {
  id: string;
  title: string;
  kind: string;
  owner: { team?: string; person?: string } | null;
  dueAt: string | null;
  ticket: string | null;
  state: 'open' | 'done';
  change: string | null;
}

export interface ChangeEvidence {
  id: string;
  headSha: string | null;
  mergeSha: string | null;
  mergedAt: string | null;
  /** What the blocking checks of its head say. */
  checks: { name: string; conclusion: string | null }[];
  green: boolean;
}
