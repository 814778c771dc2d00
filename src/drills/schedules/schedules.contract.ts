import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsNotEmptyObject, IsOptional, IsString, Matches, ValidateBy, ValidateNested } from 'class-validator';
import { isTimeZone } from '../../time/index.js';
import { DrillPlan } from '../drill-plan.contract.js';
import { PERIODS, WEEKDAYS, type Period, type Weekday } from '../domain/recurrence.js';

export class RecurrenceBody {
  @IsIn(PERIODS)
  @ApiProperty({ enum: PERIODS, example: 'month' })
  every: Period;

  /** The first such day of each week, month or quarter. Default: Monday. */
  @IsOptional()
  @IsIn(WEEKDAYS)
  @ApiProperty({ enum: WEEKDAYS, required: false, example: 'tuesday' })
  weekday?: Weekday;

  /** Wall time in the time zone. */
  @IsString()
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'must be a time such as 09:30' })
  @ApiProperty({ example: '09:30' })
  at: string;

  @ValidateBy({
    name: 'timezone',
    validator: {
      validate: (value) => typeof value === 'string' && isTimeZone(value),
      defaultMessage: () => 'must be an IANA time zone such as Europe/Berlin',
    },
  })
  @ApiProperty({ example: 'Europe/Berlin' })
  timezone: string;
}

export class DrillScheduleBody extends DrillPlan {
  @IsNotEmptyObject()
  @ValidateNested()
  @Type(() => RecurrenceBody)
  @ApiProperty({ type: () => RecurrenceBody })
  recurrence: RecurrenceBody;
}

export class RecurrenceView {
  @ApiProperty({ enum: PERIODS, example: 'month' })
  every: Period;
  @ApiProperty({ enum: WEEKDAYS, example: 'tuesday' })
  weekday: Weekday;
  @ApiProperty({ example: '09:30' })
  at: string;
  @ApiProperty({ example: 'Europe/Berlin' })
  timezone: string;
}

export class DrillScheduleView {
  @ApiProperty({ example: 'monthly-pricing' })
  key: string;
  @ApiProperty({ example: 'checkout-pricing' })
  scenario: string;
  /** Null: the scenario's. */
  @ApiProperty({ nullable: true, type: String, example: 'shop' })
  service: string | null;
  /** Null: the scenario's. */
  @ApiProperty({ nullable: true, type: String, example: null })
  environment: string | null;
  @ApiProperty({ type: () => RecurrenceView })
  recurrence: RecurrenceView;
  @ApiProperty({ example: false })
  surprise: boolean;
  @ApiProperty({ nullable: true, type: String, example: 'fay' })
  facilitator: string | null;
  /** Why the last occurrence could not be planned. */
  @ApiProperty({ nullable: true, type: String, example: null })
  fault: string | null;
  @ApiProperty({ example: 'fay' })
  updatedBy: string;
  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  updatedAt: string;
}

export class DrillSchedulePage {
  @ApiProperty({ type: () => [DrillScheduleView] })
  items: DrillScheduleView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}
