import { ApiProperty } from '@nestjs/swagger';
import { IsArray, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { OPERATORS, type Operator, type Scalar } from '../domain/rules.js';

const SCALAR = { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] };

/** What a rule asks of a context. What cannot be answered, since the attribute is missing or of another type, leads to the off variant. */
export class ConditionView {
  /** A name in the context, or names joined by "."; none for segments. */
  @ApiProperty({ example: 'plan', required: false })
  attribute?: string;

  /**
   * semver_…: versions such as 2.10.0. before, after: a date or an instant in UTC; `after` holds at that instant too.
   * matches: text with at most two `*`, each standing for any text. contains: a part of text, or an item of a list.
   */
  @ApiProperty({ enum: OPERATORS, example: 'equals' })
  operator: Operator;

  /** What is compared with; its type is that of the attribute. */
  @ApiProperty({ ...SCALAR, example: 'pro', required: false })
  value?: Scalar;

  /** For in, not_in, matches and not_matches. */
  @ApiProperty({ type: 'array', items: SCALAR, required: false, example: ['pro', 'max'] })
  values?: Scalar[];

  /** For in_segment and not_in_segment. */
  @ApiProperty({ example: 'beta-testers', required: false })
  segment?: string;
}

export class ShareView {
  /** Up to three decimals. */
  @ApiProperty({ example: 25, minimum: 0, maximum: 100 })
  percent: number;

  /** The attribute by which a context stays in or out. */
  @ApiProperty({ example: 'targetingKey', default: 'targetingKey', required: false })
  by?: string;
}

export class SplitPart {
  @ApiProperty({ example: 'on' })
  variant: string;

  /** Percent; all weights add up to 100. */
  @ApiProperty({ example: 50, minimum: 0, maximum: 100 })
  weight: number;
}

/** One variant, or a split of several. */
export class ServeView {
  @ApiProperty({ example: 'on', required: false })
  variant?: string;

  @ApiProperty({ type: [SplitPart], required: false })
  split?: SplitPart[];

  /** The attribute by which a context keeps its variant. */
  @ApiProperty({ example: 'targetingKey', default: 'targetingKey', required: false })
  by?: string;
}

export class RuleView {
  /** Keeps the rule's share sticky; the first free of r1, r2, … if left out. */
  @ApiProperty({ example: 'r1', required: false })
  id?: string;

  @ApiProperty({ example: 'Paying customers', required: false, nullable: true, type: String })
  description?: string | null;

  /** All must hold. */
  @ApiProperty({ type: [ConditionView], required: false })
  conditions?: ConditionView[];

  /** To how many of those contexts the rule applies; the others go on to the next rule. */
  @ApiProperty({ type: ShareView, required: false, nullable: true })
  share?: ShareView | null;

  @ApiProperty({ type: ServeView, example: { variant: 'on' } })
  serve: ServeView;
}

export class PrerequisiteView {
  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  /** Any of these must be its answer; else the off variant is served. */
  @ApiProperty({ type: [String], example: ['on'] })
  variants: string[];
}

/** What decides what a flag that is on answers in one environment. */
export class TargetingBody {
  /** In their order: the first that applies decides. */
  @IsArray()
  @ApiProperty({
    type: [RuleView],
    example: [
      { conditions: [{ attribute: 'plan', operator: 'in', values: ['pro', 'max'] }], serve: { variant: 'on' } },
    ],
  })
  rules: RuleView[];

  /** What is served where no rule applies; the default variant if left out. */
  @IsOptional()
  @ApiProperty({ type: ServeView, required: false, nullable: true, example: { variant: 'off' } })
  otherwise?: ServeView | null;

  @IsOptional()
  @IsArray()
  @ApiProperty({ type: [PrerequisiteView], required: false, example: [] })
  prerequisites?: PrerequisiteView[];
}

export class SaveTargetingBody extends TargetingBody {
  /** Why; it stands in the history. */
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  @ApiProperty({ example: 'Paying customers first', required: false })
  reason?: string;
}

export class RestoreRulesBody {
  /** The version to go back to: the id of one of the versions. */
  @IsString()
  @Matches(/^[0-9a-f-]{36}$/, { message: 'must be the id of a version' })
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000000' })
  version: string;

  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  @ApiProperty({ example: 'The new rules left out our testers', required: false })
  reason?: string;
}

export class TargetingView {
  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  @ApiProperty({ example: 'production' })
  environment: string;

  @ApiProperty({ type: [RuleView] })
  rules: object[];

  @ApiProperty({ type: ServeView, nullable: true })
  otherwise: object | null;

  @ApiProperty({ type: [PrerequisiteView] })
  prerequisites: object[];
}

/** Rules as they were saved once. */
export class TargetingVersion extends TargetingView {
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000000' })
  id: string;

  @ApiProperty({ example: 42 })
  revision: number;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  at: string;

  @ApiProperty({ example: 'ana' })
  actor: string;

  @ApiProperty({ example: 'Paying customers first', nullable: true, type: String })
  reason: string | null;
}

export class TargetingVersionPage {
  @ApiProperty({ type: [TargetingVersion] })
  items: TargetingVersion[];

  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}
