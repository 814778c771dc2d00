import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { PageQuery } from '../../platform/index.js';
import { DEBT_RULES, type DebtRule } from '../domain/debt.js';
import { STEPS, type Step } from '../domain/next-step.js';
import { EVIDENCE, NEXT_ACTIONS, type EvidenceKind, type NextAction } from '../domain/staleness.js';
import { OwnerBody } from '../inventory/flag-bodies.contract.js';

export class HealthQuery {
  @IsOptional()
  @IsString()
  service?: string;

  @IsOptional()
  @IsString()
  team?: string;
}

export class HealthTrendQuery extends HealthQuery {
  /** How many days back, today among them. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(366)
  @ApiProperty({ required: false, default: 90, type: 'integer', minimum: 1, maximum: 366 })
  days: number = 90;
}

const RULES = {
  type: 'object',
  additionalProperties: { type: 'integer' },
  example: { expired: 2, no_owner: 0, no_expiry: 0, no_removal_ticket: 1, stale: 4 },
} as const;

export class HealthSumsView {
  /** From 0 to 100; null: there are no flags. */
  @ApiProperty({ example: 87.5, nullable: true, type: Number })
  score: number | null;

  /** Flags that are not archived. */
  @ApiProperty({ example: 40 })
  flags: number;

  @ApiProperty({ example: 6 })
  withDebt: number;

  /** What they lose together. */
  @ApiProperty({ example: 500 })
  points: number;

  /** How many owe each. */
  @ApiProperty(RULES)
  debt: Record<string, number>;
}

export class GroupHealthView extends HealthSumsView {
  @ApiProperty({ example: 'checkout' })
  key: string;

  /** The team of a service; its own key for a team. */
  @ApiProperty({ example: 'payments' })
  team: string;
}

export class HealthView extends HealthSumsView {
  /** How the score comes about, in words. */
  @ApiProperty({ example: 'score = 100 − (sum over flags of what each loses) ÷ flags; …' })
  formula: string;

  /** Points that a flag loses for each. */
  @ApiProperty({ ...RULES, example: { expired: 50, no_owner: 40, stale: 30, no_removal_ticket: 20, no_expiry: 20 } })
  weights: Record<string, number>;

  /** The worst first. */
  @ApiProperty({ type: [GroupHealthView] })
  services: GroupHealthView[];

  @ApiProperty({ type: [GroupHealthView] })
  teams: GroupHealthView[];

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  asOf: string;
}

export class HealthDayView extends HealthSumsView {
  @ApiProperty({ example: '2026-11-21' })
  date: string;

  /** When it was last written down; null: on that day nothing was, and nothing is made up. */
  @ApiProperty({ example: '2026-11-21T23:58:00.000Z', nullable: true, type: String })
  asOf: string | null;
}

export class HealthTrendView {
  /** Day after day (UTC), today last. A day without score has none. */
  @ApiProperty({ type: [HealthDayView] })
  days: HealthDayView[];
}

export class TasksQuery extends PageQuery {
  @IsOptional()
  @IsString()
  team?: string;

  @IsOptional()
  @IsString()
  service?: string;

  @IsOptional()
  @IsIn(STEPS)
  @ApiProperty({ enum: STEPS, required: false })
  step?: Step;
}

/** The one thing that a team is to do next about a flag. */
export class FlagTaskView {
  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  @ApiProperty({ example: 'New checkout' })
  name: string;

  @ApiProperty({ example: 'checkout' })
  service: string;

  /** Who is to do it: the team that owns the flag, else that of its service. */
  @ApiProperty({ example: 'payments' })
  team: string;

  @ApiProperty({ example: { team: 'payments' } })
  owner: OwnerBody;

  @ApiProperty({ enum: DEBT_RULES, isArray: true })
  debt: DebtRule[];

  @ApiProperty({ enum: STEPS, example: 'name_owner' })
  step: Step;

  @ApiProperty({ example: 'Nobody who is still here answers for it: name a new owner.' })
  why: string;
}

export class FlagTaskPage {
  @ApiProperty({ type: [FlagTaskView] })
  items: FlagTaskView[];

  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;

  @ApiProperty({ example: 12 })
  total: number;
}

export class EvidenceView {
  @ApiProperty({ enum: EVIDENCE })
  kind: EvidenceKind;

  /** done: speaks for a flag that has done its work; needed: for one that still decides something. */
  @ApiProperty({ enum: ['done', 'needed', 'unknown'] })
  says: 'done' | 'needed' | 'unknown';

  @ApiProperty({ example: 'It is in the same state everywhere for 50 days of the 40 that its kind lives.' })
  detail: string;

  @ApiProperty({ example: '2026-10-02T08:00:00.000Z', nullable: true, type: String })
  since: string | null;
}

/** Whether a flag has done its work, from four kinds of evidence, and the one thing to do next. */
export class StalenessView {
  @ApiProperty({ example: true })
  stale: boolean;

  @ApiProperty({ type: [EvidenceView] })
  evidence: EvidenceView[];

  /** Null: nothing is to be done. */
  @ApiProperty({ enum: NEXT_ACTIONS, nullable: true, example: 'remove_code' })
  action: NextAction | null;

  @ApiProperty({ example: 'It decides nothing any more, or its time is over.' })
  why: string;
}
