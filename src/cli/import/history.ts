import { commitsOf, type GitCommit } from '../git/commits.js';
import type { Git } from '../git/git.js';
import { shallowCommits } from '../git/repository.js';
import type { Tag } from '../git/tags.js';
import { changeOf, commitFact, type ChangeDraft, type TimedCommit } from './facts.js';
import { revertOf } from './messages.js';
import { changedPaths, lacksTrees } from './paths.js';
import { PendingReverts } from './reverts.js';
import { instant, Times } from './times.js';
import { TrunkGrouper, type TrunkGroup } from './trunk-groups.js';

export type DeploymentSource = 'tags' | 'merges' | 'branch';

export interface HistoryPlan {
  repository: string;
  service: string;
  environment: string;
  tip: string;
  deployments: DeploymentSource;
  /** With `tags`: the tags that stand for deployments. */
  tags: Tag[];
  since?: string;
  withPaths: boolean;
  /** The present, in ms. */
  now: number;
}

export interface HistoryCounts {
  commits: number;
  changes: number;
  deployments: number;
  /** In ms; null = there is none. */
  newestDeployment: number | null;
  /** Commits with a time that could not be true. */
  mendedTimes: number;
  notes: string[];
}

const PATHS_AT_ONCE = 1_000;

/** The history of a clone as facts: commits and changes from new to old, then the deployments that need no commit. */
export class History {
  readonly counts: HistoryCounts = {
    commits: 0,
    changes: 0,
    deployments: 0,
    newestDeployment: null,
    mendedTimes: 0,
    notes: [],
  };
  private readonly times: Times;
  private readonly reverts = new PendingReverts();

  constructor(
    private readonly git: Git,
    private readonly plan: HistoryPlan,
  ) {
    this.times = new Times(plan.now);
  }

  async *facts(): AsyncGenerator<object> {
    const withPaths = this.plan.withPaths && !(await this.treesAreMissing());
    yield* this.commitFacts(withPaths);
    for (const tag of this.plan.tags) {
      const at = this.times.of({ authored: tag.at, committed: tag.at }).committedAt;
      yield this.deployment(tag.name, tag.sha, at);
    }
    this.counts.mendedTimes = this.times.mended;
  }

  /** Commit facts with their paths looked up for many at a time; every other fact passes as it comes. */
  private async *commitFacts(withPaths: boolean): AsyncGenerator<object> {
    if (!withPaths) {
      for await (const item of this.walk()) {
        yield 'fact' in item ? item.fact : commitFact(item.commit, this.plan.repository, null);
      }
      return;
    }
    let held: TimedCommit[] = [];
    for await (const item of this.walk()) {
      if ('fact' in item) {
        yield item.fact;
        continue;
      }
      held.push(item.commit);
      if (held.length < PATHS_AT_ONCE) continue;
      yield* this.withPaths(held);
      held = [];
    }
    yield* this.withPaths(held);
  }

  private async *withPaths(commits: TimedCommit[]): AsyncGenerator<object> {
    if (commits.length === 0) return;
    // Where a shallow clone ends a commit looks as if it had made every file there is.
    const asked = commits.filter((commit) => commit.parentsKnown).map(({ sha }) => sha);
    const paths = asked.length === 0 ? new Map<string, string[] | null>() : await changedPaths(this.git, asked);
    for (const commit of commits) yield commitFact(commit, this.plan.repository, paths.get(commit.sha) ?? null);
  }

  private async *walk(): AsyncGenerator<{ commit: TimedCommit } | { fact: object }> {
    const { tip, tags, since } = this.plan;
    const shallow = await shallowCommits(this.git);
    if (shallow.size > 0) {
      this.counts.notes.push(
        'The clone is shallow: what is older than its end is not there, and changes near it may be incomplete. "git fetch --unshallow" brings the rest.',
      );
    }
    const grouper = new TrunkGrouper<TimedCommit>(tip);
    for await (const commit of commitsOf(this.git, [tip], { since })) {
      const timed = this.timed(commit, shallow);
      yield { commit: timed };
      for (const group of grouper.add(timed)) yield* this.groupFacts(group);
    }
    for (const group of grouper.end()) yield* this.groupFacts(group);
    for (const fact of this.reverts.rest()) yield { fact };
    if (tags.length === 0) return;
    // Release branches: what only a tag reaches belongs into the graph, but came to trunk by no change.
    const tagged = [...new Set(tags.map(({ sha }) => sha))];
    for await (const commit of commitsOf(this.git, tagged, { hidden: [tip], since })) {
      yield { commit: this.timed(commit, shallow) };
    }
  }

  private timed(commit: GitCommit, shallow: ReadonlySet<string>): TimedCommit {
    this.counts.commits += 1;
    const revert = revertOf(commit.message, this.plan.repository);
    if (revert && 'sha' in revert) this.reverts.watch(revert.sha);
    return { ...commit, ...this.times.of(commit), parentsKnown: !shallow.has(commit.sha) };
  }

  private *groupFacts(group: TrunkGroup<TimedCommit>): Generator<{ fact: object }> {
    const { trunk, side } = group;
    const draft = changeOf(group, this.plan.repository);
    if (draft) {
      yield* this.changeFacts(draft, [trunk.sha, ...side.map(({ sha }) => sha)]);
    }
    const deploys =
      this.plan.deployments === 'branch' || (this.plan.deployments === 'merges' && trunk.parents.length > 1);
    if (deploys) yield { fact: this.deployment(trunk.sha, trunk.sha, trunk.committedAt) };
  }

  private *changeFacts(draft: ChangeDraft, shas: string[]): Generator<{ fact: object }> {
    this.counts.changes += 1;
    const fact = this.reverts.hold(draft);
    if (fact) yield { fact };
    for (const revert of this.reverts.carriedBy(draft.fact.id, shas)) yield { fact: revert };
  }

  private deployment(name: string, sha: string, at: number): object {
    this.counts.deployments += 1;
    this.counts.newestDeployment = Math.max(at, this.counts.newestDeployment ?? at);
    const { repository, service, environment } = this.plan;
    return {
      kind: 'deployment',
      // An id has 200 characters at most; the sha in front of a name that is cut keeps it unique.
      id: fitted(`git:${repository}:${name}`, `git:${repository}:${sha}`),
      service,
      environment,
      sha,
      status: 'success',
      finishedAt: instant(at),
    };
  }

  private async treesAreMissing(): Promise<boolean> {
    const missing = await lacksTrees(this.git);
    if (missing) {
      this.counts.notes.push(
        'The clone was made without trees, so paths are left out: every change counts for every service of the repository.',
      );
    }
    return missing;
  }
}

function fitted(id: string, otherwise: string): string {
  return id.length <= 200 ? id : otherwise.slice(0, 200);
}
