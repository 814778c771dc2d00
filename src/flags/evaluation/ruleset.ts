import { createHash } from 'node:crypto';
import { FLAGD_SCHEMA } from '../domain/compile.js';
import type { CompiledFlag, Evaluation, EvaluationContext } from './compiled-flag.js';

export interface Tagged {
  json: string;
  etag: string;
}

/** Every flag of one environment that is not archived, as of a revision. It never changes: a new revision is a new ruleset. */
export class Ruleset {
  private constantBulk: { json: string; hash: string } | null = null;
  private document: Tagged | null = null;

  constructor(
    readonly environment: string,
    readonly revision: number,
    readonly flags: ReadonlyMap<string, CompiledFlag>,
  ) {}

  /** The OFREP answer for all flags; its tag covers revision, context and values. `told` hears of flags that are not constant. */
  bulk(context: EvaluationContext, told?: (evaluation: Evaluation) => void): Tagged {
    const { json, hash } = this.constantBulk ?? this.evaluateAll(context, told);
    return { json, etag: tagOf(`${this.revision}\n${hash}\n${JSON.stringify(context)}`) };
  }

  /** The flagd document; its tag covers the document alone. */
  flagd(): Tagged {
    if (this.document) return this.document;
    const flags = Object.fromEntries([...this.flags].map(([key, flag]) => [key, flag.definition]));
    const json = JSON.stringify({ $schema: FLAGD_SCHEMA, flags });
    return (this.document = { json, etag: tagOf(json) });
  }

  /** The same environment with some flags changed (null: gone). */
  with(revision: number, changes: ReadonlyMap<string, CompiledFlag | null>): Ruleset {
    const flags = new Map(this.flags);
    for (const [key, flag] of changes) {
      if (flag === null) flags.delete(key);
      else flags.set(key, flag);
    }
    return new Ruleset(this.environment, revision, flags);
  }

  private evaluateAll(
    context: EvaluationContext,
    told?: (evaluation: Evaluation) => void,
  ): { json: string; hash: string } {
    let constant = true;
    const parts: string[] = [];
    for (const flag of this.flags.values()) {
      const { evaluation, json } = flag.evaluate(context);
      parts.push(json);
      if (flag.isConstant) continue;
      constant = false;
      told?.(evaluation);
    }
    const json = `{"flags":[${parts.join(',')}]}`;
    const answer = { json, hash: createHash('sha1').update(json).digest('base64') };
    if (constant) this.constantBulk = answer;
    return answer;
  }
}

function tagOf(text: string): string {
  return `"${createHash('sha1').update(text).digest('base64url')}"`;
}

/** Whether an `If-None-Match` header names the tag. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
