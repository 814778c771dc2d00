import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';
import { isRejection, placeFact, type CatalogView } from '../domain/fact-placement.js';
import { prepareFact, type PreparedFact } from '../domain/fact-rows.js';
import { foldBatch } from '../domain/fact-batch.js';
import { validateFact } from '../domain/fact-validation.js';
import type { CommitFact, Fact } from '../domain/facts.js';
import { mergeCheck } from '../domain/github/checks.js';
import { mergeDeployment } from '../domain/github/deployments.js';
import { mergeIncident } from '../domain/github/incidents.js';
import { mergeChange, type KnownChange } from '../domain/github/merge-change.js';
import type { ChangePatch, CommitPatch, Patch, PushPatch } from '../domain/github/patches.js';
import { Untranslatable } from '../domain/github/payload.js';
import { commitsUpTo, mergeCommits } from '../domain/github/pushes.js';
import { Facts } from '../facts.service.js';
import { PatchRepository } from './patch.repository.js';

/** A thing as it shall be known, and the mark to leave on it after it is stored. */
interface Merged {
  fact: Fact;
  mark?: (tx: Tx) => Promise<void>;
}

/** Merges what webhooks say into what is known, and stores the result as facts. */
@Injectable()
export class Patches {
  constructor(
    private readonly facts: Facts,
    private readonly repository: PatchRepository,
  ) {}

  /** Keeps others from merging into the same things until this transaction ends; to be called once, before any apply. */
  async lock(tx: Tx, patches: readonly Patch[]): Promise<void> {
    await this.repository.lock(tx, patches.map(lockOf));
  }

  /** Applies the patches of one webhook. Throws {@link Untranslatable} where the result would be no valid fact. */
  async apply(tx: Tx, patches: readonly Patch[], catalog: CatalogView): Promise<void> {
    const merged = await this.mergeCommits(
      tx,
      patches.filter((patch) => patch.of === 'commit'),
    );
    for (const patch of patches) if (patch.of !== 'commit') merged.push(...(await this.merge(tx, patch)));
    const { facts } = foldBatch(merged.map(({ fact }) => accepted(fact, tx, catalog)));
    await this.facts.store(tx, facts, catalog);
    for (const { mark } of merged) await mark?.(tx);
  }

  private async mergeCommits(tx: Tx, patches: readonly CommitPatch[]): Promise<Merged[]> {
    const [first] = patches;
    if (!first) return [];
    // One webhook speaks of one repository.
    const shas = patches.map(({ fact }) => fact.id);
    const known = await this.repository.commits(tx, first.fact.repository, shas);
    return patches.map(({ fact }) => ({ fact: mergeCommit(known.get(fact.id) ?? null, fact) }));
  }

  private async merge(tx: Tx, patch: Exclude<Patch, CommitPatch>): Promise<Merged[]> {
    switch (patch.of) {
      case 'change':
        return [await this.mergeChange(tx, patch)];
      case 'push':
        return this.mergePush(tx, patch);
      case 'check':
        return [{ fact: mergeCheck(await this.repository.check(tx, patch.fact.id), patch) }];
      case 'deployment': {
        const { fact, asOf } = mergeDeployment(await this.repository.deployment(tx, patch.fact.id), patch);
        return [{ fact, mark: (then) => this.repository.markDeployment(then, fact.id, asOf) }];
      }
      case 'incident': {
        const { fact, asOf } = mergeIncident(await this.repository.incident(tx, patch.fact.id), patch);
        return [{ fact, mark: (then) => this.repository.markIncident(then, fact.id, asOf) }];
      }
    }
  }

  private async mergeChange(tx: Tx, patch: ChangePatch): Promise<Merged> {
    const change = mergeChange(await this.repository.change(tx, patch.id), patch);
    if (!change.fact.reverts && patch.revertedSha !== null) {
      const reverted = await this.repository.changeMergedAs(tx, patch.repository, patch.revertedSha);
      change.fact.reverts = reverted ?? `${patch.repository}@${patch.revertedSha}`;
    }
    if (change.headRef === null) return this.changed(change);
    const pushes = await this.repository.pushesOf(tx, patch.repository, change.headRef);
    return this.changed(withCommits(change, pushes));
  }

  /** A push completes the commits of the pull requests of its branch. */
  private async mergePush(tx: Tx, push: PushPatch): Promise<Merged[]> {
    await this.repository.addPush(tx, push);
    const changes = await this.repository.changesOfBranch(tx, push.repository, push.ref);
    if (changes.length === 0) return [];
    const pushes = await this.repository.pushesOf(tx, push.repository, push.ref);
    return changes.map((change) => this.changed(withCommits(change, pushes)));
  }

  private changed(change: KnownChange): Merged {
    return { fact: change.fact, mark: (then) => this.repository.markChange(then, change) };
  }
}

/** Things of one branch exclude each other, so that a push and its pull request cannot miss one another. */
function lockOf(patch: Patch): string {
  switch (patch.of) {
    case 'change':
    case 'push':
      return `branches of ${patch.repository}`;
    case 'commit':
      return `commit ${patch.fact.repository} ${patch.fact.id}`;
    default:
      return `${patch.of} ${patch.fact.id}`;
  }
}

function withCommits(change: KnownChange, pushes: readonly PushPatch[]): KnownChange {
  const found = change.fact.headSha ? commitsUpTo(change.fact.headSha, pushes) : null;
  if (!found || found.commits.length === 0) return change;
  return { ...change, fact: { ...change.fact, commits: mergeCommits(change.fact.commits ?? [], found) } };
}

/** A commit known from a graph keeps what a push does not tell, and its exact times. */
function mergeCommit(known: CommitFact | null, told: CommitFact): CommitFact {
  return known ? { ...known, paths: known.paths ?? told.paths } : told;
}

function accepted(fact: Fact, tx: Tx, catalog: CatalogView): PreparedFact {
  const { fact: valid, rejection } = validateFact(fact, tx.now.getTime());
  if (!valid) throw new Untranslatable(`It does not come to a valid ${fact.kind}: ${rejection.detail}`);
  const placed = placeFact(valid, catalog);
  if (isRejection(placed)) throw new Untranslatable(placed.detail);
  return prepareFact(placed);
}
