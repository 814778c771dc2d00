import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsIn,
  IsNotEmptyObject,
  IsOptional,
  IsString,
  Length,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsInstant, IsKey, IsOpaqueId, PageQuery } from '../../platform/index.js';
import { WAITING_REASONS, type WaitingReason } from '../domain/action-state.js';
import { ACTION_KINDS, ACTION_STATES, type ActionKind } from '../domain/action.js';

const given = (_: object, value: unknown): boolean => value !== undefined;
const givenNotNull = (_: object, value: unknown): boolean => value !== undefined && value !== null;
const truth = ({ value }: { value: unknown }): unknown => (value === 'true' ? true : value === 'false' ? false : value);

/** Who answers for an action: a team or a person. */
export class ActionOwner {
  @ValidateIf(givenNotNull)
  @IsKey()
  @ApiProperty({ required: false, nullable: true, type: String, example: 'payments' })
  team?: string | null;

  @ValidateIf(givenNotNull)
  @IsKey()
  @ApiProperty({ required: false, nullable: true, type: String, example: 'ana' })
  person?: string | null;
}

export class NewAction {
  @IsString()
  @Length(1, 500)
  @ApiProperty({ example: 'Contract test between form and API' })
  title: string;

  @IsIn(ACTION_KINDS)
  @ApiProperty({ enum: ACTION_KINDS, example: 'contract' })
  kind: ActionKind;

  @IsDefined()
  @IsNotEmptyObject()
  @ValidateNested()
  @Type(() => ActionOwner)
  @ApiProperty({ example: { team: 'payments' } })
  owner: ActionOwner;

  @IsInstant()
  @ApiProperty({ example: '2026-12-05T00:00:00Z' })
  dueAt: string;

  /** An address or a tracker key. */
  @ValidateIf(givenNotNull)
  @IsString()
  @Length(1, 500)
  @ApiProperty({ required: false, nullable: true, type: String, example: 'OPS-31' })
  ticket?: string | null;
}

/** What may be changed of an action; its state follows from its change alone. */
export class ActionPatch {
  @ValidateIf(given)
  @IsString()
  @Length(1, 500)
  @ApiProperty({ required: false })
  title?: string;

  @ValidateIf(given)
  @IsIn(ACTION_KINDS)
  @ApiProperty({ required: false, enum: ACTION_KINDS })
  kind?: ActionKind;

  @ValidateIf(given)
  @IsNotEmptyObject()
  @ValidateNested()
  @Type(() => ActionOwner)
  @ApiProperty({ required: false, example: { person: 'ana' } })
  owner?: ActionOwner;

  @ValidateIf(given)
  @IsInstant()
  @ApiProperty({ required: false, example: '2026-12-12T00:00:00Z' })
  dueAt?: string;

  @ValidateIf(givenNotNull)
  @IsString()
  @Length(1, 500)
  @ApiProperty({ required: false, nullable: true, type: String })
  ticket?: string | null;
}

export class LinkBody {
  /** Id of the change that does it, such as `owner/name#12`; it may be told later. */
  @IsOpaqueId()
  @ApiProperty({ example: 'acme/shop#12' })
  change: string;
}

export class ActionsQuery extends PageQuery {
  @IsOptional()
  @IsIn(ACTION_STATES)
  @ApiProperty({ enum: ACTION_STATES, required: false })
  state?: (typeof ACTION_STATES)[number];

  /** `team:payments`, `person:ana`, or a key of either. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  owner?: string;

  /** True: open and past its due date; false: the others. */
  @IsOptional()
  @Transform(truth)
  @IsBoolean()
  overdue?: boolean;

  @IsOptional()
  @IsOpaqueId()
  postmortem?: string;

  @IsOptional()
  @IsKey()
  service?: string;
}

export class FailingCheck {
  @ApiProperty({ example: 'unit' })
  name: string;
  @ApiProperty({ nullable: true, type: String, example: 'failure' })
  conclusion: string | null;
}

export class WaitingView {
  @ApiProperty({ enum: WAITING_REASONS, example: 'not_merged' })
  reason: WaitingReason;
  @ApiProperty({ example: 'acme/shop#12 is not merged yet.' })
  detail: string;
  @ApiProperty({ required: false, type: () => [FailingCheck] })
  failing?: FailingCheck[];
}

export class ActionView {
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000000' })
  id: string;
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000001' })
  postmortem: string;
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000002' })
  incident: string;
  @ApiProperty({ example: 'checkout' })
  service: string;
  @ApiProperty({ example: 'Contract test between form and API' })
  title: string;
  @ApiProperty({ enum: ACTION_KINDS })
  kind: ActionKind;
  @ApiProperty({ example: { team: 'payments' } })
  owner: ActionOwner;
  @ApiProperty({ example: '2026-12-05T00:00:00.000Z' })
  dueAt: string;
  @ApiProperty({ nullable: true, type: String, example: 'OPS-31' })
  ticket: string | null;
  @ApiProperty({ enum: ACTION_STATES })
  state: (typeof ACTION_STATES)[number];
  @ApiProperty({ nullable: true, type: String, example: 'acme/shop#12' })
  change: string | null;
  /** What an open action waits for; null once it is done. */
  @ApiProperty({ nullable: true, type: () => WaitingView })
  waiting: WaitingView | null;
  @ApiProperty({ nullable: true, type: String })
  doneAt: string | null;
  @ApiProperty({ example: '2026-11-21T10:00:00.000Z' })
  createdAt: string;
  @ApiProperty({ example: 'ada' })
  createdBy: string;
}

export class ActionPage {
  @ApiProperty({ type: () => [ActionView] })
  items: ActionView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}
