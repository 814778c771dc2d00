import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../../identity/index.js';
import { Db, type Tx } from '../../platform/index.js';
import { changesOf, decideScan, type ScanDecision } from '../domain/code-scan.js';
import { FlagReads, type CodeReferences } from '../flags.reads.js';
import { History, nameOf } from '../inventory/history.js';
import type { CodeReferencesBody } from './references.contract.js';
import { ReferencesRepository, type Removal } from './references.repository.js';

export interface Taken {
  decision: ScanDecision;
  /** Flags that trunk referred to before and does no more. */
  gone: string[];
  at: Date;
}

/** Keeps the references that the last scan of each repository's trunk found, and sees what went out of it. */
@Injectable()
export class References {
  constructor(
    private readonly db: Db,
    private readonly audit: Audit,
    private readonly reads: FlagReads,
    private readonly repository: ReferencesRepository,
    private readonly history: History,
  ) {}

  /** `check` sees the scan before and may refuse. */
  async take(
    repository: string,
    scan: CodeReferencesBody,
    actor: Actor,
    check: (present: CodeReferences | null) => void,
  ): Promise<Taken> {
    return this.db.transaction(async (tx) => {
      // Of two scans at once, the second replaces what the first wrote.
      await tx.queueFor(`code-scan:${repository}`);
      const present = await this.reads.codeReferences(repository, tx);
      check(present);
      const { branch, trunk = null, committedAt } = scan;
      const decision = decideScan({ branch, trunk, committedAt: instantOf(committedAt) }, present);
      if (decision !== 'keep') return { decision, gone: [], at: tx.now };
      await this.repository.replace(tx, repository, scan, nameOf(actor));
      const gone = await this.follow(tx, repository, scan, present, actor);
      await this.audit.record(tx, {
        actor,
        action: 'code-references.replace',
        subject: `repository:${repository}`,
        detail: {
          commit: scan.commit,
          branch,
          references: scan.references.length,
          ...(gone.length > 0 && { gone: gone.length }),
        },
      });
      return { decision, gone, at: tx.now };
    });
  }

  /** Writes down which flags went out of code and which came back. */
  private async follow(
    tx: Tx,
    repository: string,
    scan: CodeReferencesBody,
    before: CodeReferences | null,
    actor: Actor,
  ): Promise<string[]> {
    const flags = new Set(scan.references.map(({ flag }) => flag));
    const { gone } = changesOf(before?.references.map(({ flag }) => flag) ?? [], flags);
    const back = await this.repository.dropRemovals(tx, repository, [...flags]);
    await this.tell(tx, 'back_in_code', back, actor, () => ({ repository, commit: scan.commit }));
    if (before === null || gone.length === 0) return gone;
    const told = new Map(scan.removals?.map((removal) => [removal.flag, removal]));
    const removals = gone.map((flag): Removal => {
      const { commit = scan.commit, author = null, subject = null, committedAt } = told.get(flag) ?? {};
      return { flag, commit, exact: told.has(flag), author, subject, committedAt: instantOf(committedAt) };
    });
    await this.repository.addRemovals(tx, removals, { repository, branch: scan.branch, lastSeen: before.commit });
    const byFlag = new Map(removals.map((removal) => [removal.flag, removal]));
    await this.tell(tx, 'gone_from_code', gone, actor, (flag) => {
      const { commit = scan.commit, exact = false } = byFlag.get(flag) ?? {};
      return { repository, commit, exact };
    });
    return gone;
  }

  private async tell(
    tx: Tx,
    action: 'gone_from_code' | 'back_in_code',
    flags: string[],
    actor: Actor,
    detailOf: (flag: string) => Record<string, unknown>,
  ): Promise<void> {
    for (const { key, revision } of await this.repository.known(tx, flags)) {
      await this.history.record(tx, { flag: key, action, actor, detail: detailOf(key), revision, at: tx.now });
      tx.announce('flags', key);
    }
  }
}

function instantOf(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(text);
}
