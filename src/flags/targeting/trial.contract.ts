import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateIf,
} from 'class-validator';
import type { FlagValue, JsonValue } from '../domain/flag.js';
import { VARIANTS } from '../inventory/flag-bodies.contract.js';
import { PrerequisiteView, RuleView, ServeView } from './targeting.contract.js';

const CONTEXT = {
  type: 'object',
  additionalProperties: true,
  example: { targetingKey: 'user-7', plan: 'pro' },
} as const;
export const OUTCOMES = ['holds', 'fails', 'unresolved'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const given = (_: object, value: unknown): boolean => value !== undefined;
const givenInPart = ({ rules, otherwise, prerequisites }: DraftBody): boolean =>
  [rules, otherwise, prerequisites].some((part) => part !== undefined);

class DraftBody {
  /** Rules to try instead of those saved; with them, `otherwise` and `prerequisites` are those given here too. */
  @ValidateIf(givenInPart)
  @IsArray()
  @ApiProperty({ type: [RuleView], required: false })
  rules?: RuleView[];

  @IsOptional()
  @ApiProperty({ type: ServeView, required: false, nullable: true })
  otherwise?: ServeView | null;

  @IsOptional()
  @IsArray()
  @ApiProperty({ type: [PrerequisiteView], required: false })
  prerequisites?: PrerequisiteView[];
}

export class DryRunBody extends DraftBody {
  @IsDefined()
  @IsObject()
  @ApiProperty(CONTEXT)
  context: Record<string, JsonValue>;
}

/** One condition, the context's share or a prerequisite, and how it came out. */
export class TrialCheck {
  /** In words: what was asked. */
  @ApiProperty({ example: 'plan equals "pro"' })
  asked: string;

  /** What the context holds, or the prerequisite answers; null: nothing. */
  @ApiProperty({ example: 'free', nullable: true })
  actual: unknown;

  /** unresolved: it cannot be said, since the attribute is missing or of another type, or what is named is gone. */
  @ApiProperty({ enum: OUTCOMES })
  outcome: Outcome;
}

export class StepView {
  @ApiProperty({ enum: ['state', 'prerequisites', 'rule', 'otherwise'] })
  step: 'state' | 'prerequisites' | 'rule' | 'otherwise';

  @ApiProperty({ example: 'r1', nullable: true, type: String })
  rule: string | null;

  @ApiProperty({ enum: OUTCOMES })
  outcome: Outcome;

  @ApiProperty({ type: [TrialCheck] })
  checks: TrialCheck[];

  /** What it means. */
  @ApiProperty({ example: 'A condition fails: on to the next rule.' })
  detail: string;
}

export class DryRunView {
  @ApiProperty({ example: 'on', nullable: true, type: String })
  variant: string | null;

  @ApiProperty({ example: true, nullable: true })
  value: unknown;

  /** As OFREP would say. */
  @ApiProperty({ example: 'TARGETING_MATCH' })
  reason: string;

  /** In their order, up to the one that decided. */
  @ApiProperty({ type: [StepView] })
  steps: StepView[];
}

/** Rules, answers or both, as they are edited; what is left out of answers is as it is saved. */
export class PreviewBody extends DraftBody {
  /** What the flag would answer, in all environments. */
  @ValidateIf(given)
  @IsObject()
  @ApiPropertyOptional(VARIANTS)
  variants?: Record<string, FlagValue>;

  @ValidateIf(given)
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  @ApiProperty({ example: 'on', required: false })
  defaultVariant?: string;

  @ValidateIf(given)
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  @ApiProperty({ example: 'off', required: false })
  offVariant?: string;

  /** Contexts to compare; contexts made from what the rules tell apart, if left out. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1_000)
  @IsObject({ each: true })
  @ApiProperty({ type: 'array', items: CONTEXT, required: false })
  contexts?: Record<string, JsonValue>[];
}

export class DifferenceView {
  @ApiProperty({
    enum: [
      'rule_added',
      'rule_removed',
      'rule_changed',
      'rules_reordered',
      'otherwise',
      'prerequisites',
      'variant_added',
      'variant_removed',
      'variant_changed',
      'default_variant',
      'off_variant',
    ],
  })
  what: string;

  @ApiProperty({ example: 'r1', nullable: true, type: String })
  rule: string | null;

  /** The variant that comes, goes or holds another value. */
  @ApiProperty({ example: null, nullable: true, type: String })
  variant: string | null;

  @ApiProperty({ nullable: true })
  from: unknown;

  @ApiProperty({ nullable: true })
  to: unknown;
}

/** `before` and `after` are alike where the variant holds another value. */
export class ChangedContext {
  @ApiProperty(CONTEXT)
  context: Record<string, unknown>;

  @ApiProperty({ example: 'off', nullable: true, type: String })
  before: string | null;

  @ApiProperty({ example: 'on', nullable: true, type: String })
  after: string | null;
}

/** How many contexts go from one variant to another, or keep one that holds another value. */
export class FlowView {
  @ApiProperty({ example: 'off', nullable: true, type: String })
  from: string | null;

  @ApiProperty({ example: 'on', nullable: true, type: String })
  to: string | null;

  @ApiProperty({ example: 120 })
  contexts: number;
}

export class ReachView {
  /** Whether the contexts were given, or made from what the rules tell apart. */
  @ApiProperty({ enum: ['given', 'made'] })
  contexts: 'given' | 'made';

  @ApiProperty({ example: 1_000 })
  compared: number;

  @ApiProperty({ example: 120 })
  changed: number;

  @ApiProperty({ type: [FlowView] })
  flows: FlowView[];

  /** The first that would get something else. */
  @ApiProperty({ type: [ChangedContext] })
  examples: ChangedContext[];

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z', nullable: true, type: String })
  lastEvaluatedAt: string | null;

  /** Flags that require this one there, directly: their answers may change with it. */
  @ApiProperty({ type: [String], example: [] })
  requiredBy: string[];
}

/** What an edit would do, before it is saved. */
export class PreviewView {
  @ApiProperty({ type: [DifferenceView] })
  differences: DifferenceView[];

  /** The flag is on there: the edit is felt at once. */
  @ApiProperty({ example: true })
  live: boolean;

  @ApiProperty({ example: true })
  production: boolean;

  @ApiProperty({ type: ReachView })
  reach: ReachView;
}
