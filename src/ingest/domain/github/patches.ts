import type { ChangeFact, CheckFact, CommitFact, DeploymentFact, IncidentFact, ReviewFact } from '../facts.js';

/**
 * What a webhook says of a change. It says less than a fact: fields that it does not carry stay as they are known. A
 * snapshot counts from `asOf`, the provider's time of the last update, so that the order of arrival does not matter.
 */
export interface ChangePatch {
  of: 'change';
  id: string;
  repository: string;
  asOf: string;
  snapshot: Partial<Omit<ChangeFact, 'kind' | 'id' | 'repository' | 'reviews' | 'commits' | 'readyAt'>> & {
    openedAt: string;
  };
  /** Branch of the pull request, where it lives in the same repository. */
  headRef: string | null;
  /** The moment that this event made it ready; the latest known counts. */
  readyAt: string | null;
  /** A review that was given or taken back. */
  review: ReviewFact | null;
  /** Commit that it says it reverts, where no pull request is named. */
  revertedSha: string | null;
}

/** One push to a branch; the commits of a pull request are read off the pushes that led to its head. */
export interface PushPatch {
  of: 'push';
  repository: string;
  ref: string;
  before: string;
  after: string;
  forced: boolean;
  /** Commits that were new to the repository, in the order of the branch. */
  commits: { sha: string; authoredAt: string }[];
}

/** A commit without parents; known parents stay. */
export interface CommitPatch {
  of: 'commit';
  fact: CommitFact;
}

export interface DeploymentPatch {
  of: 'deployment';
  asOf: string;
  fact: DeploymentFact;
}

export interface CheckPatch {
  of: 'check';
  /** Moment of this state. */
  asOf: string | null;
  fact: CheckFact;
}

export interface IncidentPatch {
  of: 'incident';
  asOf: string;
  fact: IncidentFact;
}

export type Patch = ChangePatch | PushPatch | CommitPatch | DeploymentPatch | CheckPatch | IncidentPatch;

/** What a webhook comes to. */
export type Translation =
  | { result: 'ignored'; reason: string }
  /** It speaks of a repository, service or environment that the catalog does not know (yet). */
  | { result: 'quarantined'; reason: string }
  | { result: 'patches'; patches: Patch[] };

export const ignored = (reason: string): Translation => ({ result: 'ignored', reason });
export const quarantined = (reason: string): Translation => ({ result: 'quarantined', reason });
export const patches = (...list: Patch[]): Translation => ({ result: 'patches', patches: list });
