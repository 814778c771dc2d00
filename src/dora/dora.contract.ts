import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, ValidateBy } from 'class-validator';
import { IsInstant, IsKey, PageQuery } from '../platform/index.js';
import { isTimeZone } from '../time/index.js';

const IsTimeZone = (): PropertyDecorator =>
  ValidateBy({
    name: 'isTimeZone',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isTimeZone(value),
      defaultMessage: () => 'must be an IANA time zone such as Europe/Berlin',
    },
  });

const DRILL = /^[^\p{Cc}]{1,200}$/u;

/** What an answer counts of drills. */
export type DrillsCounted = 'excluded' | 'included' | { run: string };

/** Of drills nothing is counted unless it is asked for. */
export class WhichDrills {
  /** `include` counts what drills did as well. */
  @ApiProperty({ required: false, enum: ['exclude', 'include'], default: 'exclude', example: 'include' })
  @IsOptional()
  @IsIn(['exclude', 'include'])
  drills?: 'exclude' | 'include';

  /** The run of a drill: what it did is counted, and nothing else. Goes before `drills`. */
  @ApiProperty({ required: false, type: String, example: '019a7b3e-5d51-7c20-9a76-1f0f3b1b8f10' })
  @IsOptional()
  @IsString()
  @Matches(DRILL, { message: 'must be the id of a run, 1 to 200 characters' })
  drill?: string;
}

export const COUNTED = {
  oneOf: [
    { type: 'string' as const, enum: ['excluded', 'included'] },
    { type: 'object' as const, properties: { run: { type: 'string' as const } }, required: ['run'] },
  ],
  description: 'Whether drills are left out, counted too, or the run that alone is counted.',
  example: 'excluded',
};

export function drillsCounted({ drills, drill }: WhichDrills): DrillsCounted {
  if (drill !== undefined) return { run: drill };
  return drills === 'include' ? 'included' : 'excluded';
}

/** Which deliveries, and in which window; default: all services, production environments, the last 90 days. */
export class DoraQuery extends WhichDrills {
  @ApiProperty({ required: false, example: 'checkout-api' })
  @IsOptional()
  @IsKey()
  service?: string;

  @ApiProperty({ required: false, example: 'checkout' })
  @IsOptional()
  @IsKey()
  team?: string;

  /** Default: the production environments. */
  @ApiProperty({ required: false, example: 'production' })
  @IsOptional()
  @IsKey()
  environment?: string;

  @ApiProperty({ required: false, example: '2026-08-01T00:00:00Z' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiProperty({ required: false, example: '2026-11-01T00:00:00Z' })
  @IsOptional()
  @IsInstant()
  to?: string;

  @ApiProperty({ required: false, example: 'Europe/Berlin' })
  @IsOptional()
  @IsTimeZone()
  timezone: string = 'UTC';
}

export class SeriesQuery extends DoraQuery {
  @ApiProperty({ required: false, enum: ['day', 'week', 'month'], example: 'week' })
  @IsOptional()
  @IsIn(['day', 'week', 'month'])
  bucket: 'day' | 'week' | 'month' = 'day';
}

/** The window of DoraQuery with the paging of a list. */
export class RowsQuery extends IntersectionType(PageQuery, WhichDrills) {
  @IsOptional()
  @IsKey()
  service?: string;

  @IsOptional()
  @IsKey()
  team?: string;

  @IsOptional()
  @IsKey()
  environment?: string;

  @IsOptional()
  @IsInstant()
  from?: string;

  @IsOptional()
  @IsInstant()
  to?: string;

  @ApiProperty({ required: false, example: 'Europe/Berlin' })
  @IsOptional()
  @IsTimeZone()
  timezone: string = 'UTC';
}

export class DeploymentRowsQuery extends RowsQuery {
  /** Only those that failed, or only rework. */
  @IsOptional()
  @IsIn(['failed', 'rework'])
  @ApiProperty({ required: false, enum: ['failed', 'rework'], example: 'failed' })
  only?: 'failed' | 'rework';
}

export class DoraWindow {
  @ApiProperty({ example: '2026-08-01T00:00:00.000Z' })
  from: string;
  @ApiProperty({ example: '2026-10-30T00:00:00.000Z' })
  to: string;
  /** Length in days of 24 hours, not rounded. */
  @ApiProperty({ example: 90 })
  days: number;
  @ApiProperty({ example: 'UTC' })
  timezone: string;
}

export class DoraScope {
  @ApiProperty({ type: String, nullable: true, example: 'checkout-api' })
  service: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  team: string | null;
  /** Null: the production environments. */
  @ApiProperty({ type: String, nullable: true, example: null })
  environment: string | null;
}

const interval = {
  type: 'array' as const,
  items: { type: 'number' },
  nullable: true,
  minItems: 2,
  maxItems: 2,
};

export class StageNumbers {
  @ApiProperty({ type: Number, nullable: true, example: 5400 })
  medianSeconds: number | null;
  @ApiProperty({ example: 120 })
  n: number;
}

export class LeadTimeStages {
  coding: StageNumbers;
  pickup: StageNumbers;
  review: StageNumbers;
  deploy: StageNumbers;
}

export class LeadTimeNumbers {
  @ApiProperty({ type: Number, nullable: true, example: 86_400 })
  medianSeconds: number | null;
  @ApiProperty({ ...interval, example: [79_200, 93_600] })
  ci95: [number, number] | null;
  @ApiProperty({ example: 120 })
  n: number;
  /** Merged, but not deployed at the end of the window (or now, if that is earlier). */
  @ApiProperty({ example: 3 })
  pending: number;
  /** In the range of the first deployment ever seen. */
  @ApiProperty({ example: 0 })
  unattributed: number;
  /** Counted from `openedAt`, since no commit is known. */
  @ApiProperty({ example: 4 })
  approximate: number;
  stages: LeadTimeStages;
}

export class DeploymentFrequencyNumbers {
  @ApiProperty({ example: 180 })
  count: number;
  @ApiProperty({ example: 61 })
  activeDays: number;
  @ApiProperty({ example: 2 })
  perDay: number;
  @ApiProperty({ example: 14 })
  perWeek: number;
}

export class ChangeFailRateNumbers {
  @ApiProperty({ example: 9 })
  failed: number;
  @ApiProperty({ example: 180 })
  total: number;
  @ApiProperty({ type: Number, nullable: true, example: 0.05 })
  rate: number | null;
  @ApiProperty({ ...interval, example: [0.027, 0.092] })
  ci95: [number, number] | null;
}

export class RecoveryModes {
  flag_off: number;
  rollback: number;
  roll_forward: number;
  config: number;
  other: number;
}

export class RecoveryTimeNumbers {
  /** Kaplan–Meier median; null where fewer than half are estimated to have recovered. */
  @ApiProperty({ type: Number, nullable: true, example: 2700 })
  medianSeconds: number | null;
  /** Longest observed time, where there is no median. */
  @ApiProperty({ type: Number, nullable: true, example: null })
  lowerBoundSeconds: number | null;
  /** Open failures included. */
  @ApiProperty({ example: 10 })
  n: number;
  @ApiProperty({ example: 1 })
  open: number;
  byMode: RecoveryModes;
}

export class ReworkRateNumbers {
  @ApiProperty({ example: 12 })
  rework: number;
  @ApiProperty({ example: 180 })
  total: number;
  @ApiProperty({ type: Number, nullable: true, example: 0.067 })
  rate: number | null;
  @ApiProperty({ ...interval, example: [0.039, 0.113] })
  ci95: [number, number] | null;
}

export class IncidentNumbers {
  @ApiProperty({ example: 14 })
  total: number;
  @ApiProperty({ example: 2 })
  external: number;
  @ApiProperty({ example: 1 })
  unlinked: number;
  @ApiProperty({ example: 1 })
  duplicates: number;
}

export class DoraKeys {
  leadTime: LeadTimeNumbers;
  deploymentFrequency: DeploymentFrequencyNumbers;
  changeFailRate: ChangeFailRateNumbers;
  recoveryTime: RecoveryTimeNumbers;
  reworkRate: ReworkRateNumbers;
  incidents: IncidentNumbers;
}

export class DoraAnswer extends DoraKeys {
  window: DoraWindow;
  scope: DoraScope;
  @ApiProperty(COUNTED)
  drills: DrillsCounted;
  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  asOf: string;
}

export class DoraBucket extends DoraKeys {
  @ApiProperty({ example: '2026-08-01T00:00:00.000Z' })
  from: string;
  @ApiProperty({ example: '2026-08-08T00:00:00.000Z' })
  to: string;
}

export class DoraSeries {
  window: DoraWindow;
  scope: DoraScope;
  @ApiProperty(COUNTED)
  drills: DrillsCounted;
  asOf: string;
  @ApiProperty({ type: () => [DoraBucket] })
  buckets: DoraBucket[];
}
