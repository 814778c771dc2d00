import { ApiProperty } from '@nestjs/swagger';
import { IsArray, IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { PageQuery } from '../../platform/index.js';
import { ConditionView } from '../targeting/targeting.contract.js';
import { FlowView } from '../targeting/trial.contract.js';

export class SegmentBody {
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @ApiProperty({ example: 'Beta testers' })
  name: string;

  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  @ApiProperty({ example: 'Whoever signed up for the beta', required: false, nullable: true, type: String })
  description?: string | null;

  /** Whether all conditions must hold, or any one. */
  @IsOptional()
  @IsIn(['all', 'any'])
  @ApiProperty({ enum: ['all', 'any'], default: 'all', required: false })
  match?: 'all' | 'any';

  /** At least one; they may not name segments. */
  @IsArray()
  @ApiProperty({
    type: [ConditionView],
    example: [{ attribute: 'email', operator: 'matches', values: ['*@example.com'] }],
  })
  conditions: ConditionView[];
}

export class SegmentsQuery extends PageQuery {
  /** Part of the key or name. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
}

/** A flag whose rules in an environment name the segment. */
export class SegmentUse {
  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  @ApiProperty({ example: 'New checkout' })
  name: string;

  @ApiProperty({ example: 'checkout' })
  service: string;

  @ApiProperty({ example: 'production' })
  environment: string;

  /** The flag is on there: a change of the segment is felt at once. */
  @ApiProperty({ example: true })
  on: boolean;

  @ApiProperty({ enum: ['active', 'completed', 'archived'] })
  stage: string;
}

export class SegmentView {
  @ApiProperty({ example: 'beta-testers' })
  key: string;

  @ApiProperty({ example: 'Beta testers' })
  name: string;

  @ApiProperty({ nullable: true, type: String, example: 'Whoever signed up for the beta' })
  description: string | null;

  @ApiProperty({ enum: ['all', 'any'] })
  match: 'all' | 'any';

  @ApiProperty({ type: [ConditionView] })
  conditions: object[];

  /** Where it is used; it cannot be deleted while it is. */
  @ApiProperty({ type: [SegmentUse] })
  usedBy: SegmentUse[];

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  updatedAt: string;

  @ApiProperty({ example: 'ana' })
  updatedBy: string;
}

/** What an edit of a segment would change in one flag. */
export class SegmentEffect {
  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  @ApiProperty({ example: 'production' })
  environment: string;

  /** How many contexts were compared, made from what the flag's rules and both versions of the segment tell apart. */
  @ApiProperty({ example: 200 })
  compared: number;

  @ApiProperty({ example: 40 })
  changed: number;

  @ApiProperty({ type: [FlowView] })
  flows: FlowView[];
}

/** What an edit of a segment would do, before it is saved. */
export class SegmentPreviewView {
  /** Of the flags that use it where they are on. */
  @ApiProperty({ type: [SegmentEffect] })
  effects: SegmentEffect[];

  /** How many further flags use it where they are on, and were not compared. */
  @ApiProperty({ example: 0 })
  further: number;
}

export class SegmentPage {
  @ApiProperty({ type: [SegmentView] })
  items: SegmentView[];

  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}
