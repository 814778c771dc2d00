import { Injectable } from '@nestjs/common';
import type { Change } from '../ingest/index.js';
import type { Tx } from '../platform/index.js';
import { BlockingChecksChanged } from './postmortems.events.js';

/** Whether every blocking check of a change's head concluded `success`; if not, which ones did not. */
export interface BlockingVerdict {
  green: boolean;
  failing: { name: string; conclusion: string | null }[];
}

export interface BlockingChecksRule {
  verdictOf(change: Change, tx: Tx): Promise<BlockingVerdict>;
}

/**
 * Blocking checks of a change: what blocks is known above this module, which registers its rule here at start.
 * The head whose checks count is the change's `headSha`, else its `mergeSha`.
 */
@Injectable()
export class BlockingChecks {
  private rule: BlockingChecksRule | null = null;

  /** Throws where a rule is there already. */
  register(rule: BlockingChecksRule): void {
    if (this.rule) throw new Error('The rule of blocking checks is registered twice');
    this.rule = rule;
  }

  async verdictOf(change: Change, tx: Tx): Promise<BlockingVerdict> {
    if (!this.rule) throw new Error('Nobody registered the rule of blocking checks');
    return this.rule.verdictOf(change, tx);
  }

  /** Tells that the rule judges the changes of a repository otherwise from now on. */
  async changed(repository: string, tx: Tx): Promise<void> {
    await tx.publish(BlockingChecksChanged, { repository });
  }
}
