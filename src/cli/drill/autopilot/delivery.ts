import { join } from 'node:path';
import type { Build, MergeAttempt } from '../../../drills/index.js';
import type { Api } from '../../api.js';
import { CliError } from '../../cli-error.js';
import { listOf, textOf } from '../../json.js';
import { CHECKS, type CheckName } from '../lab/ci.js';
import { INSTALLATION } from '../lab/installation.js';
import type { Site } from '../lab/lab.js';

export type Conclusion = 'success' | 'failure' | 'skipped' | 'neutral';

/** One change of the shop on its way to production. */
export interface Change {
  id: string;
  branch: string;
  title: string;
  sha: string;
  openedAt: string;
}

export interface Place {
  service: string;
  environment: string;
}

/** What the pipeline of the shop does, each step told to the server as facts. */
export class Delivery {
  private attempt = 0;
  private deployments = 0;

  constructor(
    private readonly api: Api,
    private readonly site: Site,
    private readonly place: Place,
    /** Marks the ids of this run. */
    private readonly mark: string,
    private readonly patches: string,
  ) {}

  /** The file of a change by its name. */
  patch(name: string): string {
    return join(INSTALLATION, 'examples', 'shop', 'drills', this.patches, `${name}.patch`);
  }

  /** A branch with one patch, pushed and opened as a change. */
  async open(name: string): Promise<Change> {
    await this.site.repository.branch(name);
    const { sha, title } = await this.site.repository.apply(this.patch(name));
    return this.opened(name, title, sha);
  }

  /** The commit that is checked out is pushed as a branch and opened as a change. */
  async opened(name: string, title: string, sha: string): Promise<Change> {
    await this.site.repository.pushBranch(name);
    const change = { id: this.idOf(name), branch: name, title, sha, openedAt: now() };
    await this.tell([this.changeFact(change)]);
    return change;
  }

  /** Runs the checks of a change and tells what they said. */
  async build(change: Change): Promise<Build> {
    const build = await this.site.ci.build(change.sha);
    this.site.witness.build(build);
    return build;
  }

  async tellChecks(sha: string, conclusions: Partial<Record<CheckName, Conclusion>>): Promise<void> {
    this.attempt += 1;
    const facts = CHECKS.flatMap((name) => {
      const conclusion = conclusions[name];
      return conclusion === undefined ? [] : [this.checkFact(sha, name, conclusion)];
    });
    await this.tell(facts);
  }

  /** Tries to bring a change to trunk; tells the server where trunk moved. */
  async merge(change: Change, forced: MergeAttempt['forced'] = null): Promise<MergeAttempt> {
    const at = now();
    const { accepted, before, after, verdict, detail } = await this.site.repository.pushToTrunk();
    if (accepted) await this.tell([{ ...this.changeFact(change), mergedAt: now(), mergeSha: change.sha }]);
    const { id, sha } = change;
    return { at, change: id, sha, forced, accepted, trunkBefore: before, trunkAfter: after, verdict, detail };
  }

  /** Several changes, each a commit of its own, came to trunk by one push. */
  tellMerged(changes: readonly Change[]): Promise<void> {
    const mergedAt = now();
    return this.tell(changes.map((change) => ({ ...this.changeFact(change), mergedAt, mergeSha: change.sha })));
  }

  /** Starts what trunk stands at in place of what runs, and tells so. */
  async deploy(sha: string, changes: readonly Change[], reason: 'release' | 'hotfix' = 'release'): Promise<string> {
    this.deployments += 1;
    const id = `drill-${this.mark}-${this.deployments}`;
    const startedAt = now();
    const fact = {
      kind: 'deployment',
      id,
      ...this.place,
      sha,
      startedAt,
      reason,
      changes: changes.map((one) => one.id),
    };
    const deployed = this.site.repository.tree(sha).then((tree) => this.site.deployer.deploy(tree, sha));
    await deployed.catch(async (error: unknown) => {
      await this.tell([{ ...fact, status: 'failure', finishedAt: now() }]);
      throw error;
    });
    await this.tell([{ ...fact, status: 'success', finishedAt: now() }]);
    return id;
  }

  /** The whole way: opened, tested, through the gate, into production, its branch gone. */
  async deliver(
    name: string,
    between: (change: Change) => Promise<void> = () => Promise.resolve(),
  ): Promise<Delivered> {
    const change = await this.open(name);
    await between(change);
    const build = await this.build(change);
    await this.tellChecks(change.sha, conclusionsOf(build));
    const merged = await this.merge(change);
    if (!merged.accepted)
      throw new CliError(`The gate refused ${change.id}, whose checks are green: ${merged.detail}`, 1);
    const deployment = await this.deploy(change.sha, [change]);
    await this.site.repository.deleteBranch(change.branch);
    return { change, merged, deployment };
  }

  async tell(facts: object[]): Promise<void> {
    const { body } = await this.api.post('/api/v1/facts', { facts });
    const [fault] = listOf(body['rejected']);
    if (fault) throw new CliError(`The server did not take a fact of the drill: ${textOf(fault['detail']) ?? ''}`, 1);
  }

  idOf(name: string): string {
    return `${this.site.repository.name}#${this.mark}-${name}`;
  }

  private changeFact({ id, title, sha, openedAt }: Change): object {
    const commits = [{ sha, authoredAt: openedAt }];
    const { name: repository } = this.site.repository;
    const services = [this.place.service];
    return {
      kind: 'change',
      id,
      repository,
      services,
      title,
      author: 'drill-ada',
      authorType: 'human',
      openedAt,
      headSha: sha,
      commits,
    };
  }

  private checkFact(sha: string, name: CheckName, conclusion: Conclusion): object {
    const { name: repository } = this.site.repository;
    const id = `drill-${sha}-${name}`;
    return {
      kind: 'check',
      id,
      repository,
      sha,
      name,
      app: 'drill-ci',
      conclusion,
      completedAt: now(),
      attempt: this.attempt,
    };
  }
}

export interface Delivered {
  change: Change;
  merged: MergeAttempt;
  deployment: string;
}

/** What the checks really said. */
export function conclusionsOf(build: Build): Partial<Record<CheckName, Conclusion>> {
  const said = new Map(build.checks.map(({ name, conclusion }) => [name, conclusion]));
  return Object.fromEntries(CHECKS.map((name) => [name, said.get(name) === 'success' ? 'success' : 'failure']));
}

export function now(): string {
  return new Date().toISOString();
}
