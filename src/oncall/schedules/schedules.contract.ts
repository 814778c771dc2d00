import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { IsInstant, IsKey, PageQuery } from '../../platform/index.js';
import { isTimeZone } from '../../time/index.js';
import { isCalendarDay, isWallTime } from '../domain/wall-time.js';

export const PERIODS = ['daily', 'weekly'] as const;
type Period = (typeof PERIODS)[number];

const rule = (name: string, message: string, holds: (text: string) => boolean): PropertyDecorator =>
  ValidateBy({
    name,
    validator: { validate: (value) => typeof value === 'string' && holds(value), defaultMessage: () => message },
  });

export class RotationBody {
  @ApiProperty({ enum: PERIODS, example: 'weekly' })
  @IsIn(PERIODS)
  period: Period;

  /** Wall time of the hand-off in the schedule's time zone, `HH:MM`. */
  @ApiProperty({ example: '09:00' })
  @rule('isWallTime', 'must be a time of day such as 09:00', isWallTime)
  handoff: string;

  /** The day on which the first person's first turn begins, `YYYY-MM-DD`. */
  @ApiProperty({ example: '2026-11-23' })
  @rule('isCalendarDay', 'must be a day of the calendar such as 2026-11-23, of the years 1970 to 9999', isCalendarDay)
  anchor: string;

  /** Keys of people in the order of their turns; who stands here twice has two turns. */
  @ApiProperty({ example: ['ada', 'bob'] })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(100)
  @IsKey({ each: true })
  people: string[];
}

export class ScheduleBody {
  /** Key of the team whose services the schedule covers. */
  @ApiProperty({ example: 'checkout' })
  @IsKey()
  team: string;

  /** IANA time zone of the hand-offs. */
  @ApiProperty({ example: 'Europe/Berlin' })
  @rule('isTimeZone', 'must be an IANA time zone such as Europe/Berlin', isTimeZone)
  timezone: string;

  @ApiProperty({ type: () => RotationBody })
  @IsObject()
  @ValidateNested()
  @Type(() => RotationBody)
  rotation: RotationBody;

  /** Minutes without acknowledgement after which the next person is paged. Default 15. */
  @ApiProperty({ required: false, example: 15, default: 15 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_440)
  escalateAfterMinutes?: number;
}

export class ScheduleView {
  @ApiProperty({ example: 'checkout-primary' })
  key: string;
  @ApiProperty({ example: 'checkout' })
  team: string;
  @ApiProperty({ example: 'Europe/Berlin' })
  timezone: string;
  @ApiProperty({ type: () => RotationBody })
  rotation: RotationBody;
  @ApiProperty({ example: 15 })
  escalateAfterMinutes: number;
}

export class SchedulePage {
  items: ScheduleView[];
  nextCursor: string | null;
}

export class SchedulesQuery extends PageQuery {
  @IsOptional()
  @IsKey()
  team?: string;
}

export class OverrideBody {
  /** Key of the person who takes over. */
  @ApiProperty({ example: 'cy' })
  @IsKey()
  person: string;

  @ApiProperty({ example: '2026-11-24T18:00:00Z' })
  @IsInstant()
  from: string;

  /** Not part of the override itself. */
  @ApiProperty({ example: '2026-11-25T08:00:00Z' })
  @IsInstant()
  to: string;
}

export class OverrideView {
  @ApiProperty({ example: '019aa5c8-3f4e-7b2a-9c1d-5e6f7a8b9c0d' })
  id: string;
  @ApiProperty({ example: 'checkout-primary' })
  schedule: string;
  @ApiProperty({ example: 'cy' })
  person: string;
  @ApiProperty({ example: '2026-11-24T18:00:00.000Z' })
  from: string;
  @ApiProperty({ example: '2026-11-25T08:00:00.000Z' })
  to: string;
  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  createdAt: string;
  @ApiProperty({ example: 'ada' })
  createdBy: string;
}

export class OverridePage {
  items: OverrideView[];
  nextCursor: string | null;
}

export class OverridesQuery extends PageQuery {
  /** Only overrides that end after it. */
  @IsOptional()
  @IsInstant()
  from?: string;

  /** Only overrides that begin before it. */
  @IsOptional()
  @IsInstant()
  to?: string;
}

/** A stretch of one person, from hand-off to hand-off. */
export class TurnView {
  /** Null where nobody of the schedule is active. */
  @ApiProperty({ example: 'ada', nullable: true, type: String })
  person: string | null;
  @ApiProperty({ example: 'Ada Lovelace', nullable: true, type: String })
  name: string | null;
  @ApiProperty({ example: '2026-11-23T08:00:00.000Z' })
  from: string;
  /** Not part of the turn itself. */
  @ApiProperty({ example: '2026-11-30T08:00:00.000Z' })
  to: string;
  /** By an override instead of the rotation. */
  @ApiProperty({ example: false })
  overridden: boolean;
}

export class TurnPage {
  items: TurnView[];
  nextCursor: string | null;
}

export class TurnsQuery extends PageQuery {
  /** From when on; default now. */
  @IsOptional()
  @IsInstant()
  from?: string;
}

export class OnCallQuery {
  /** Key of a service: who is on call for its team. */
  @IsOptional()
  @IsKey()
  service?: string;

  /** Key of a team, instead of a service. */
  @IsOptional()
  @IsKey()
  team?: string;

  /** Default now. */
  @IsOptional()
  @IsInstant()
  at?: string;
}

/** Who comes at the next hand-off. */
export class NextOnCall {
  @ApiProperty({ example: 'bob' })
  person: string;
  @ApiProperty({ example: 'Bob Kahn' })
  name: string;
}

/** Who is on call for a team now. */
export class TeamOnCallView {
  @ApiProperty({ example: 'checkout' })
  team: string;
  @ApiProperty({ example: 'Checkout' })
  teamName: string;
  /** Keys of the team's services, which the person answers for. */
  @ApiProperty({ example: ['checkout-api', 'checkout-web'] })
  services: string[];
  /** Null: the team has no schedule. */
  @ApiProperty({ example: 'checkout-primary', nullable: true, type: String })
  schedule: string | null;
  @ApiProperty({ example: 'ada', nullable: true, type: String })
  person: string | null;
  @ApiProperty({ example: 'Ada Lovelace', nullable: true, type: String })
  name: string | null;
  @ApiProperty({ example: false })
  overridden: boolean;
  /** The next hand-off. */
  @ApiProperty({ example: '2026-11-30T08:00:00.000Z', nullable: true, type: String })
  until: string | null;
  @ApiProperty({ nullable: true, type: () => NextOnCall })
  next: NextOnCall | null;
}

export class TeamOnCallPage {
  items: TeamOnCallView[];
  nextCursor: string | null;
}

export class OnCallView {
  /** Null where the question named a team. */
  @ApiProperty({ example: 'checkout-api', nullable: true, type: String })
  service: string | null;
  @ApiProperty({ example: 'checkout' })
  team: string;
  @ApiProperty({ example: '2026-11-24T12:00:00.000Z' })
  at: string;
  /** Key of the person; null where the team has no schedule, or nobody of it is active. */
  @ApiProperty({ example: 'ada', nullable: true, type: String })
  person: string | null;
  @ApiProperty({ example: 'Ada Lovelace', nullable: true, type: String })
  name: string | null;
  @ApiProperty({ example: 'checkout-primary', nullable: true, type: String })
  schedule: string | null;
  /** Until when this answer holds, as things stand now. */
  @ApiProperty({ example: '2026-11-30T08:00:00.000Z', nullable: true, type: String })
  until: string | null;
  @ApiProperty({ example: false })
  overridden: boolean;
}
