import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { PageQuery } from '../../platform/index.js';
import { DEBT_RULES, type DebtRule } from '../domain/debt.js';
import {
  FLAG_KINDS,
  FLAG_OUTCOMES,
  FLAG_STAGES,
  type FlagKind,
  type FlagOutcome,
  type FlagStage,
  type FlagValue,
} from '../domain/flag.js';
import { USAGE_DAYS, USAGE_STATES, type UsageState } from '../domain/usage.js';
import { UsageView } from '../exposure/exposure.contract.js';
import { OwnerBody, VARIANTS } from './flag-bodies.contract.js';
import { HISTORY_ACTIONS, type HistoryAction } from './history.js';
import { PrerequisiteView, RuleView, ServeView } from '../targeting/targeting.contract.js';

export const FLAG_SORTS = ['key', 'expiresAt', 'updatedAt'] as const;
export type FlagSort = (typeof FLAG_SORTS)[number];

export class FlagsQuery extends PageQuery {
  @IsOptional()
  @IsString()
  service?: string;

  @IsOptional()
  @IsIn(FLAG_STAGES)
  @ApiProperty({ enum: FLAG_STAGES, required: false })
  stage?: FlagStage;

  /** Flags that owe this; `any`: that owe anything. */
  @IsOptional()
  @IsIn([...DEBT_RULES, 'any'])
  @ApiProperty({ enum: [...DEBT_RULES, 'any'], required: false })
  debt?: DebtRule | 'any';

  /** `team:payments`, `person:ana`, or a key of either. */
  @IsOptional()
  @IsString()
  owner?: string;

  /** Part of the key, name or description. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

  /** By key; `expiresAt`: what expires first comes first, what never does last; `updatedAt`: what changed last comes first. */
  @IsOptional()
  @IsIn(FLAG_SORTS)
  @ApiProperty({ enum: FLAG_SORTS, required: false, default: 'key' })
  sort: FlagSort = 'key';

  /** Flags that were used so over the last `usageDays`; see `usage` of a flag. */
  @IsOptional()
  @IsIn(USAGE_STATES)
  @ApiProperty({ enum: USAGE_STATES, required: false })
  usage?: UsageState;

  /** Over how many days usage is judged. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(365)
  @ApiProperty({ required: false, type: 'integer', minimum: 1, maximum: 365, default: USAGE_DAYS })
  usageDays: number = USAGE_DAYS;
}

/** A flag's state in one environment. */
export class FlagEnvironmentView {
  @ApiProperty({ example: true })
  on: boolean;

  /** In their order: the first that applies decides. */
  @ApiProperty({ type: [RuleView], example: [] })
  rules: object[];

  /** What is served where no rule applies; null: the default variant. */
  @ApiProperty({ type: ServeView, nullable: true, example: null })
  otherwise: object | null;

  @ApiProperty({ type: [PrerequisiteView], example: [] })
  prerequisites: object[];

  /** Revision of the inventory at which this changed last. */
  @ApiProperty({ example: 42 })
  revision: number;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z', nullable: true, type: String })
  lastEvaluatedAt: string | null;
}

/** What whoever presses a kill switch wants to know first. */
export class KillSwitchView {
  /** What the flag answers while it is off: the value of `offVariant`. */
  @ApiProperty({
    oneOf: [
      { type: 'boolean' },
      { type: 'string' },
      { type: 'number' },
      { type: 'object', additionalProperties: true },
    ],
    example: false,
  })
  safeValue: FlagValue;

  /** Where it is written what to do. */
  @ApiProperty({ example: 'https://wiki.example.com/payments', nullable: true, type: String })
  runbook: string | null;

  /** What users lose while it is off, in words. */
  @ApiProperty({ example: 'Nobody can pay by card.', nullable: true, type: String })
  blastRadius: string | null;

  /** When it was last pressed for exercise; null: never. */
  @ApiProperty({ example: '2026-11-21T08:00:00.000Z', nullable: true, type: String })
  lastDrilledAt: string | null;
}

export class FlagView {
  @ApiProperty({ example: 'checkout-new' })
  key: string;

  @ApiProperty({ example: 'New checkout' })
  name: string;

  @ApiProperty({ example: 'The one-page checkout', nullable: true, type: String })
  description: string | null;

  @ApiProperty({ enum: FLAG_KINDS })
  kind: FlagKind;

  @ApiProperty({ example: 'checkout' })
  service: string;

  @ApiProperty({ example: { team: 'payments' } })
  owner: OwnerBody;

  @ApiProperty({ example: '2027-01-31T00:00:00.000Z', nullable: true, type: String })
  expiresAt: string | null;

  /** How often its expiry was put off; see /flag-kinds for how often it may. */
  @ApiProperty({ example: 1 })
  extensions: number;

  @ApiProperty({ example: 'OPS-12', nullable: true, type: String })
  removalTicket: string | null;

  /** Null: it is no kill switch. */
  @ApiProperty({ type: () => KillSwitchView, nullable: true })
  killSwitch: KillSwitchView | null;

  @ApiProperty({ enum: FLAG_STAGES })
  stage: FlagStage;

  @ApiProperty({ enum: FLAG_OUTCOMES, nullable: true })
  outcome: FlagOutcome | null;

  @ApiProperty(VARIANTS)
  variants: Record<string, unknown>;

  @ApiProperty({ example: 'on' })
  defaultVariant: string;

  @ApiProperty({ example: 'off' })
  offVariant: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: '#/components/schemas/FlagEnvironmentView' },
    example: {
      production: { on: true, rules: [], otherwise: null, prerequisites: [], revision: 42, lastEvaluatedAt: null },
    },
  })
  environments: Record<string, FlagEnvironmentView>;

  /** What the flag owes. */
  @ApiProperty({ enum: DEBT_RULES, isArray: true, example: ['expired'] })
  debt: DebtRule[];

  /** How it was used over the last days: 30, or as many as the list was asked for. */
  @ApiProperty({ type: UsageView })
  usage: UsageView;

  @ApiProperty({ example: 42 })
  revision: number;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  createdAt: string;

  /** When anything of it was changed last: itself, its stage, or its state somewhere. */
  @ApiProperty({ example: '2026-11-21T09:30:00.000Z' })
  updatedAt: string;

  @ApiProperty({ example: 'ana' })
  createdBy: string;
}

export class FlagPage {
  @ApiProperty({ type: [FlagView] })
  items: FlagView[];

  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;

  /** How many flags the filter lets through, on all pages. */
  @ApiProperty({ example: 137 })
  total: number;
}

/** Who did what to a flag, when and why. */
export class HistoryView {
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000000' })
  id: string;

  @ApiProperty({ enum: HISTORY_ACTIONS })
  action: HistoryAction;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  at: string;

  @ApiProperty({ example: 'ana' })
  actor: string;

  @ApiProperty({ example: 'ana', nullable: true, type: String })
  person: string | null;

  @ApiProperty({ example: 'production', nullable: true, type: String })
  environment: string | null;

  @ApiProperty({ example: 'error rate 40 %', nullable: true, type: String })
  reason: string | null;

  @ApiProperty({ nullable: true, type: String })
  incident: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, example: { on: false } })
  detail: Record<string, unknown>;

  @ApiProperty({ example: 42 })
  revision: number;
}

export class HistoryPage {
  @ApiProperty({ type: [HistoryView] })
  items: HistoryView[];

  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}
