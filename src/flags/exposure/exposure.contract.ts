import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsFlagKey, IsInstant, IsKey, IsOpaqueId } from '../../platform/index.js';
import { USAGE_STATES, type UsageState } from '../domain/usage.js';

export const MOST_COUNTS = 5_000;
export const MOST_COUNTED = 1_000_000_000;
const INSTANT = { example: '2026-11-21T08:00:00.000Z', nullable: true, type: String } as const;
const SUMS = { type: 'object', additionalProperties: { type: 'integer' } } as const;
const notNull = (_: object, value: unknown): boolean => value !== null;

/** How often an SDK gave a variant of a flag in one hour. */
export class ExposureCountBody {
  @IsFlagKey()
  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  /** null: the SDK had no variant and gave the default of the code. */
  @ValidateIf(notNull)
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  @ApiProperty({ example: 'on', nullable: true, type: String })
  variant: string | null;

  @IsInt()
  @Min(1)
  @Max(MOST_COUNTED)
  @ApiProperty({ example: 1200 })
  count: number;

  /** Any instant of the hour; the present hour if left out. At most 7 days ago. */
  @IsOptional()
  @IsInstant()
  @ApiProperty({ example: '2026-11-21T08:00:00Z', required: false })
  hour?: string;
}

/** What an SDK evaluated by itself, in the environment of its token. */
export class ExposureReportBody {
  /** Whatever names this report; sent again under the same name, it counts once. Remembered for 30 days. */
  @IsOpaqueId()
  @ApiProperty({ example: 'checkout-7f9c-2026-11-21T08:05:00Z' })
  batch: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_COUNTS)
  @ValidateNested({ each: true })
  @Type(() => ExposureCountBody)
  @ApiProperty({ type: [ExposureCountBody], maxItems: MOST_COUNTS })
  counts: ExposureCountBody[];
}

/** A count that was not taken. */
export class RejectedCountView {
  @ApiProperty({ example: 3, description: 'Place among the counts of the report, from 0.' })
  index: number;

  @ApiProperty({ enum: ['unknown_flag', 'unknown_variant', 'too_old', 'ahead'], example: 'unknown_flag' })
  code: 'unknown_flag' | 'unknown_variant' | 'too_old' | 'ahead';

  @ApiProperty({ example: 'There is no flag "checkuot-new" in production.' })
  detail: string;
}

export class ExposureReportView {
  @ApiProperty({ example: 'checkout-7f9c-2026-11-21T08:05:00Z' })
  batch: string;

  /** `duplicate`: the batch had come before; it is answered as then and counted once. */
  @ApiProperty({ enum: ['accepted', 'duplicate'], example: 'accepted' })
  status: 'accepted' | 'duplicate';

  @ApiProperty({ example: 2 })
  accepted: number;

  @ApiProperty({ type: [RejectedCountView] })
  rejected: RejectedCountView[];
}

export class ExposureQuery {
  @IsOptional()
  @IsIn(['hour', 'day'])
  @ApiProperty({ enum: ['hour', 'day'], required: false, default: 'hour' })
  by: 'hour' | 'day' = 'hour';

  /** Default: 48 hours, or 30 days, before the end. */
  @IsOptional()
  @IsInstant()
  @ApiProperty({ example: '2026-11-20T00:00:00Z', required: false })
  from?: string;

  /** Default: now. */
  @IsOptional()
  @IsInstant()
  @ApiProperty({ example: '2026-11-21T00:00:00Z', required: false })
  to?: string;

  @IsOptional()
  @IsKey()
  @ApiProperty({ example: 'production', required: false })
  environment?: string;
}

/** When a flag was called and handed out last. A call asks for this flag: a single evaluation, or one that an SDK reported. */
export class SeenView {
  @ApiProperty(INSTANT)
  lastCalledAt: string | null;

  /** When a bulk answer last held it; whether code used it there is not known. */
  @ApiProperty(INSTANT)
  lastHandedOutAt: string | null;

  /** What the last call was given. */
  @ApiProperty({ example: 'on', nullable: true, type: String })
  variant: string | null;

  /** Since when calls were given nothing but `variant`. */
  @ApiProperty(INSTANT)
  constantSince: string | null;
}

export class UsageView extends SeenView {
  /**
   * Over the last `days`: `varied` (called, not always the same), `constant` (called, always the same), `handed_out` (in bulk
   * answers only), `not_called`, or `new` (younger than that and not called yet).
   */
  @ApiProperty({ enum: USAGE_STATES, example: 'constant' })
  state: UsageState;

  @ApiProperty({ example: 30 })
  days: number;
}

export class ExposureSumsView {
  /** Calls by the variant that they were given. */
  @ApiProperty({ ...SUMS, example: { on: 120, off: 3 } })
  calls: Record<string, number>;

  /** Bulk answers by the variant that they held. */
  @ApiProperty({ ...SUMS, example: { on: 40, off: 0 } })
  handedOut: Record<string, number>;

  /** Evaluations that failed, so that no variant was given. */
  @ApiProperty({ example: 0 })
  failed: number;
}

export class ExposureBucketView extends ExposureSumsView {
  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  from: string;

  @ApiProperty({ example: '2026-11-21T09:00:00.000Z' })
  to: string;
}

export class EnvironmentExposureView extends SeenView {
  @ApiProperty({ example: 'production' })
  environment: string;

  /** Of the window. */
  @ApiProperty({ type: ExposureSumsView })
  sums: ExposureSumsView;
}

/** How a flag was used. */
export class ExposureView {
  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  @ApiProperty({ enum: ['hour', 'day'] })
  by: 'hour' | 'day';

  @ApiProperty({ example: '2026-11-19T09:00:00.000Z' })
  from: string;

  @ApiProperty({ example: '2026-11-21T09:00:00.000Z' })
  to: string;

  /** null: all. */
  @ApiProperty({ example: 'production', nullable: true, type: String })
  environment: string | null;

  @ApiProperty({ type: UsageView })
  usage: UsageView;

  /** The flag's variants, and then those that it had in the window and has no more. */
  @ApiProperty({ type: [String], example: ['on', 'off'] })
  variants: string[];

  @ApiProperty({ type: [EnvironmentExposureView] })
  environments: EnvironmentExposureView[];

  /** Every hour or day of the window, oldest first. */
  @ApiProperty({ type: [ExposureBucketView] })
  buckets: ExposureBucketView[];

  @ApiProperty({ type: ExposureSumsView })
  sums: ExposureSumsView;

  /** How many of the calls SDKs reported. */
  @ApiProperty({ example: 40 })
  reported: number;

  /** Since when single hours are kept; before, there are days only. */
  @ApiProperty({ example: '2026-11-07T00:00:00.000Z' })
  hoursSince: string;
}
