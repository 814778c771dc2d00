import { FeatureFlag } from '@openfeature/flagd-core';
import { compileFlag, type CompileInput, type FlagdDefinition, type Surroundings } from '../domain/compile.js';
import type { Logic } from '../domain/logic.js';
import type { FlagValue, JsonValue } from '../domain/flag.js';

export type EvaluationContext = Record<string, JsonValue>;

export type EvaluationReason = 'STATIC' | 'TARGETING_MATCH' | 'SPLIT' | 'DISABLED' | 'UNKNOWN';

/** An OFREP answer for one flag. */
export type Evaluation =
  | { key: string; value: JsonValue; reason: EvaluationReason; variant: string }
  | { key: string; errorCode: 'GENERAL' | 'PARSE_ERROR'; errorDetails: string };

/** An answer together with its JSON, which for most flags is made once. */
export interface Answer {
  evaluation: Evaluation;
  json: string;
}

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** One flag in one environment, ready to be evaluated; it never changes. */
export class CompiledFlag {
  readonly key: string;
  readonly definition: FlagdDefinition;
  private readonly on: boolean;
  private readonly off: { variant: string; value: FlagValue | undefined };
  private feature: FeatureFlag | null = null;
  private constant: Answer | null = null;

  constructor(flag: CompileInput, around: Surroundings) {
    this.key = flag.key;
    this.on = flag.on;
    this.off = { variant: flag.offVariant, value: flag.variants[flag.offVariant] };
    this.definition = compileFlag(flag, around);
  }

  /** What an expression gives among names of variants; null: none of them. */
  static variantOf(targeting: Logic, names: string[], context: EvaluationContext): string | null {
    const variants = Object.fromEntries(names.map((name) => [name, name]));
    const definition: FlagdDefinition = { state: 'ENABLED', variants, defaultVariant: names[0] ?? '', targeting };
    const result = featureOf('asked', definition).evaluate(context, SILENT);
    return result.reason === 'ERROR' ? null : (result.variant ?? null);
  }

  /** The same answer for every context. */
  get isConstant(): boolean {
    return this.definition.targeting === undefined;
  }

  /** Whether the other one gives the same answer to everybody. */
  answersAs(other: CompiledFlag | undefined): boolean {
    if (other === this) return true;
    if (other?.on !== this.on) return false;
    return JSON.stringify([other.definition, other.off]) === JSON.stringify([this.definition, this.off]);
  }

  /** Evaluates by flagd's own rules; a flag that cannot be evaluated answers with an error and never throws. */
  evaluate(context: EvaluationContext): Answer {
    if (this.constant) return this.constant;
    const evaluation = this.resolve(context);
    const answer = { evaluation, json: JSON.stringify(evaluation) };
    if (this.isConstant) this.constant = answer;
    return answer;
  }

  private resolve(context: EvaluationContext): Evaluation {
    const { key } = this;
    try {
      this.feature ??= featureOf(key, this.definition);
      const result = this.feature.evaluate(context, SILENT);
      if (result.value === undefined || result.variant === undefined) {
        // Targeting that fails is off, and not what each client takes for a default.
        const { variant, value } = this.off;
        if (!this.isConstant && value !== undefined) return { key, value, reason: 'UNKNOWN', variant };
        const errorCode =
          result.reason === 'ERROR' && String(result.errorCode) === 'PARSE_ERROR' ? 'PARSE_ERROR' : 'GENERAL';
        const errorDetails = (result.reason === 'ERROR' ? result.errorMessage : undefined) ?? 'The flag has no value.';
        return { key, errorCode, errorDetails };
      }
      return {
        key,
        value: result.value,
        reason: this.on ? reasonOf(result.reason) : 'DISABLED',
        variant: result.variant,
      };
    } catch (error) {
      return { key, errorCode: 'GENERAL', errorDetails: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** OFREP knows no DEFAULT (targeting that matched nothing). */
function reasonOf(reason: string): EvaluationReason {
  return reason === 'STATIC' || reason === 'TARGETING_MATCH' || reason === 'SPLIT' ? reason : 'UNKNOWN';
}

function featureOf(key: string, definition: FlagdDefinition): FeatureFlag {
  // Through JSON: its typings know targeting as text only, while it takes the parsed rule as flagd's document has it.
  const copy: ConstructorParameters<typeof FeatureFlag>[1] = JSON.parse(JSON.stringify(definition));
  return new FeatureFlag(key, copy, SILENT);
}
