import { createHash } from 'node:crypto';
import { compileShared, evaluatorsOf, FLAGD_SCHEMA, type CompileInput, type Surroundings } from '../domain/compile.js';
import { dependentsOf } from '../domain/prerequisites.js';
import { segmentsOf, type Segment } from '../domain/rules.js';
import { CompiledFlag, type Evaluation, type EvaluationContext } from './compiled-flag.js';
import { Layered } from './layered.js';

export interface Tagged {
  json: string;
  etag: string;
}

/** What changed at a revision; null: gone. */
export interface RulesetChanges {
  flags: ReadonlyMap<string, CompileInput | null>;
  segments: ReadonlyMap<string, Segment | null>;
}

/** Every flag of one environment that is not archived, as of a revision. It never changes: a new revision is a new ruleset. */
export class Ruleset {
  private constantBulk: { json: string; hash: string } | null = null;
  private document: Tagged | null = null;

  private constructor(
    readonly environment: string,
    readonly revision: number,
    readonly flags: Layered<CompiledFlag>,
    private readonly inputs: Layered<CompileInput>,
    private readonly segments: ReadonlyMap<string, Segment>,
    /** The flags that have prerequisites. */
    private readonly requiring: ReadonlyMap<string, { requires: string[] }>,
    /** The flags that are other ones, or none any more, than in the ruleset that this one was made from. */
    private readonly touched: ReadonlySet<string>,
  ) {}

  static empty(environment: string, revision: number): Ruleset {
    return new Ruleset(environment, revision, Layered.empty(), Layered.empty(), new Map(), new Map(), new Set());
  }

  /** What stands beside each flag here. */
  get surroundings(): Surroundings {
    return { flags: this.inputs, segments: this.segments };
  }

  /** The OFREP answer for all flags; its tag covers revision, context and values. `told` hears of flags that are not constant. */
  bulk(context: EvaluationContext, told?: (evaluation: Evaluation) => void): Tagged {
    const { json, hash } = this.constantBulk ?? this.evaluateAll(context, told);
    return { json, etag: tagOf(`${this.revision}\n${hash}\n${JSON.stringify(context)}`) };
  }

  /** The flagd document; its tag covers the document alone. */
  flagd(): Tagged {
    if (this.document) return this.document;
    const flags = Object.fromEntries([...this.inputs].map(([key, flag]) => [key, this.shared(key, flag)]));
    const used = new Set([...this.inputs.values()].flatMap(({ rules }) => segmentsOf(rules)));
    const evaluators = evaluatorsOf([...this.segments.values()].filter(({ key }) => used.has(key)));
    const shared = Object.keys(evaluators).length === 0 ? {} : { $evaluators: evaluators };
    const json = JSON.stringify({ $schema: FLAGD_SCHEMA, flags, ...shared });
    return (this.document = { json, etag: tagOf(json) });
  }

  /** The same environment with some changes; what depends on something changed is compiled again. */
  with(revision: number, changes: RulesetChanges): Ruleset {
    const inputs = this.inputs.with(changes.flags);
    const segments = changed(this.segments, changes.segments);
    const requiring = changed(this.requiring, requirementsOf(changes.flags, this.requiring));
    const touched = touchedBy(changes, inputs, requiring);
    const compiled = new Map<string, CompiledFlag | null>();
    for (const key of touched) {
      const input = inputs.get(key);
      compiled.set(key, input === undefined ? null : new CompiledFlag(input, { flags: inputs, segments }));
    }
    const flags = this.flags.with(compiled);
    return new Ruleset(this.environment, revision, flags, inputs, segments, requiring, touched);
  }

  /** The same by another revision. */
  as(revision: number): Ruleset {
    const { environment, flags, inputs, segments, requiring, touched } = this;
    return new Ruleset(environment, revision, flags, inputs, segments, requiring, touched);
  }

  /** The flags that answer otherwise than in the ruleset that this one was made from, or stand in one of the two only. */
  differingFrom({ flags: others }: Ruleset): string[] {
    return [...this.touched].filter((key) => {
      const [before, now] = [others.get(key), this.flags.get(key)];
      return now === undefined ? before !== undefined : !now.answersAs(before);
    });
  }

  private shared(key: string, flag: CompileInput): object | undefined {
    const compiled = this.flags.get(key);
    if (compiled?.isConstant) return compiled.definition;
    return compileShared(flag, this.surroundings);
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

function changed<T>(before: ReadonlyMap<string, T>, changes: ReadonlyMap<string, T | null>): ReadonlyMap<string, T> {
  if (changes.size === 0) return before;
  const after = new Map(before);
  for (const [key, value] of changes) {
    if (value === null) after.delete(key);
    else after.set(key, value);
  }
  return after;
}

/** What these flags require now; null: they did and do not any more. */
function requirementsOf(
  flags: RulesetChanges['flags'],
  known: ReadonlyMap<string, unknown>,
): Map<string, { requires: string[] } | null> {
  const changes = new Map<string, { requires: string[] } | null>();
  for (const [key, flag] of flags) {
    const requires = flag?.prerequisites.map((each) => each.flag) ?? [];
    if (requires.length > 0) changes.set(key, { requires });
    else if (known.has(key)) changes.set(key, null);
  }
  return changes;
}

/** The flags that changed, use a segment that changed, or require such a flag. */
function touchedBy(
  changes: RulesetChanges,
  inputs: Layered<CompileInput>,
  requiring: ReadonlyMap<string, { requires: string[] }>,
): Set<string> {
  const keys = new Set(changes.flags.keys());
  if (changes.segments.size > 0) {
    for (const [key, { rules }] of inputs)
      if (segmentsOf(rules).some((segment) => changes.segments.has(segment))) keys.add(key);
  }
  for (const key of dependentsOf(keys, requiring)) keys.add(key);
  return keys;
}

function tagOf(text: string): string {
  return `"${createHash('sha1').update(text).digest('base64url')}"`;
}

/** Whether an `If-None-Match` header names the tag. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
