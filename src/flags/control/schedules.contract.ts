import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength, ValidateBy, ValidateIf } from 'class-validator';
import { IsFlagKey, IsInstant, IsKey, PageQuery } from '../../platform/index.js';
import { isLocalTime, isTimeZone } from '../../time/index.js';
import { EndedView } from './ended.contract.js';

export const SCHEDULE_STATES = ['waiting', 'done', 'refused', 'cancelled'] as const;
export type ScheduleState = (typeof SCHEDULE_STATES)[number];

const CLOCKS = ['skipped', 'repeated'] as const;
const ID = '019a9f5e-0000-7000-8000-000000000000';

/** When and to what state: `at`, or `localTime` with `timezone`. */
export class FlipScheduleBody {
  @IsBoolean()
  @ApiProperty({ example: true })
  on: boolean;

  @ValidateIf((body: FlipScheduleBody) => body.at !== undefined || body.localTime === undefined)
  @IsInstant()
  @ApiProperty({ example: '2026-11-23T08:00:00Z', required: false })
  at?: string;

  /**
   * A wall time. One that the clocks jump over is taken as much later as they jump; one that comes twice, the first time.
   * Which instant that is, is settled now.
   */
  @ValidateIf((body: FlipScheduleBody) => body.localTime !== undefined || body.timezone !== undefined)
  @ValidateBy({
    name: 'isLocalTime',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isLocalTime(value),
      defaultMessage: () => 'must be a local time such as 2026-11-23T09:00',
    },
  })
  @ApiProperty({ example: '2026-11-23T09:00', required: false })
  localTime?: string;

  /** IANA time zone of `localTime`. */
  @ValidateIf((body: FlipScheduleBody) => body.localTime !== undefined || body.timezone !== undefined)
  @ValidateBy({
    name: 'unknownTimezone',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isTimeZone(value),
      defaultMessage: () => 'must be an IANA time zone such as Europe/Berlin',
    },
  })
  @ApiProperty({ example: 'Europe/Berlin', required: false })
  timezone?: string;

  @IsString()
  @MaxLength(2_000)
  @Matches(/\S/, { message: 'must say why' })
  @ApiProperty({ example: 'start of the campaign' })
  reason: string;
}

export class CancelBody {
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  @ApiProperty({ example: 'the campaign is put off', required: false, nullable: true, type: String })
  reason?: string | null;
}

export class FlipSchedulesQuery extends PageQuery {
  @IsOptional()
  @IsFlagKey()
  flag?: string;

  @IsOptional()
  @IsKey()
  service?: string;

  @IsOptional()
  @IsIn(SCHEDULE_STATES)
  @ApiProperty({ enum: SCHEDULE_STATES, required: false })
  state?: ScheduleState;
}

export class ScheduledFlipView extends EndedView {
  @ApiProperty({ example: ID })
  id: string;

  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  @ApiProperty({ example: 'checkout' })
  service: string;

  @ApiProperty({ example: 'production' })
  environment: string;

  @ApiProperty({ example: true })
  on: boolean;

  @ApiProperty({ example: '2026-11-23T08:00:00.000Z' })
  at: string;

  /** As it was given; null: as an instant. */
  @ApiProperty({ example: '2026-11-23T09:00', nullable: true, type: String })
  localTime: string | null;

  @ApiProperty({ example: 'Europe/Berlin', nullable: true, type: String })
  timezone: string | null;

  /** Whether the clocks jump over the local time (it is taken later) or show it twice (it is taken the first time). */
  @ApiProperty({ enum: CLOCKS, nullable: true, example: null })
  clocks: (typeof CLOCKS)[number] | null;

  @ApiProperty({ example: 'start of the campaign' })
  reason: string;

  @ApiProperty({ enum: SCHEDULE_STATES, example: 'waiting' })
  state: ScheduleState;

  @ApiProperty({ example: 'ana' })
  scheduledBy: string;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  createdAt: string;

  /** Why it was refused: a stable code such as flag_archived, approval_required, changed_meanwhile, missed. */
  @ApiProperty({ nullable: true, type: String, example: null })
  code: string | null;

  /** The same in words, why it was cancelled, or how late it was done. */
  @ApiProperty({ nullable: true, type: String, example: null })
  detail: string | null;

  /** Revision of the inventory that it made. */
  @ApiProperty({ nullable: true, type: Number, example: null })
  revision: number | null;
}

export class ScheduledFlipPage {
  @ApiProperty({ type: [ScheduledFlipView] })
  items: ScheduledFlipView[];

  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}
