import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsNotEmptyObject,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsFlagKey, IsKey, PageQuery } from '../../platform/index.js';
import { CHANGE_KINDS, type ChangeContent } from '../domain/change-content.js';
import { REQUEST_STATES, type RequestState } from '../domain/change-request.js';
import type { FlagValue } from '../domain/flag.js';
import { EndedView } from './ended.contract.js';
import { ConditionView, PrerequisiteView, RuleView, ServeView } from '../targeting/targeting.contract.js';

const of = (kind: ChangeContent['kind']) => (content: ContentBody) => content.kind === kind;
const VARIANTS = { type: 'object', additionalProperties: true, example: { on: true, off: false } } as const;

/** What holds afterwards, whole: `on` of a flip; `rules`, `otherwise` and `prerequisites` of rules; variants of answers. */
export class ContentBody {
  @IsIn(CHANGE_KINDS)
  @ApiProperty({ enum: CHANGE_KINDS, example: 'flip' })
  kind: ChangeContent['kind'];

  @ValidateIf(of('flip'))
  @IsBoolean()
  @ApiPropertyOptional({ example: true, type: Boolean })
  on?: boolean;

  @ValidateIf(of('rules'))
  @IsArray()
  @ApiPropertyOptional({ type: [RuleView] })
  rules?: RuleView[];

  @ValidateIf(of('rules'))
  @IsOptional()
  @ApiPropertyOptional({ type: ServeView, nullable: true })
  otherwise?: ServeView | null;

  @ValidateIf(of('rules'))
  @IsOptional()
  @IsArray()
  @ApiPropertyOptional({ type: [PrerequisiteView] })
  prerequisites?: PrerequisiteView[];

  @ValidateIf(of('answers'))
  @IsObject()
  @ApiPropertyOptional(VARIANTS)
  variants?: Record<string, FlagValue>;

  @ValidateIf(of('answers'))
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  @ApiPropertyOptional({ example: 'on' })
  defaultVariant?: string;

  @ValidateIf(of('answers'))
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  @ApiPropertyOptional({ example: 'off' })
  offVariant?: string;
}

export class ChangeRequestBody {
  @IsDefined()
  @IsNotEmptyObject()
  @ValidateNested()
  @Type(() => ContentBody)
  @ApiProperty({ example: { kind: 'flip', on: true } })
  content: ContentBody;

  /** Why; whoever approves reads it, and it stands in the history. */
  @IsString()
  @MaxLength(2_000)
  @Matches(/\S/, { message: 'must say why' })
  @ApiProperty({ example: 'the trial went well' })
  reason: string;
}

class Noted {
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  @ApiProperty({ example: 'seen in staging', required: false, nullable: true, type: String })
  note?: string | null;
}

export class ApproveBody extends Noted {
  /** `hash` of the content that was looked at: another one is refused. */
  @IsString()
  @Matches(/^[0-9a-f]{64}$/, { message: 'must be the hash of the request as you read it' })
  @ApiProperty({ example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  hash: string;
}

export class RejectBody {
  /** Why not. */
  @IsString()
  @MaxLength(2_000)
  @Matches(/\S/, { message: 'must say why' })
  @ApiProperty({ example: 'after the holidays, please' })
  note: string;
}

export class WithdrawBody extends Noted {}

export const REQUEST_FILTERS = ['waiting', 'ended'] as const;

export class ChangeRequestsQuery extends PageQuery {
  @IsOptional()
  @IsFlagKey()
  flag?: string;

  @IsOptional()
  @IsKey()
  service?: string;

  /** waiting: neither ended nor expired. */
  @IsOptional()
  @IsIn(REQUEST_FILTERS)
  @ApiProperty({ enum: REQUEST_FILTERS, required: false })
  state?: (typeof REQUEST_FILTERS)[number];
}

export class ApprovalView {
  @ApiProperty({ example: 'bo' })
  person: string;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  at: string;

  @ApiProperty({ example: 'seen in staging', nullable: true, type: String })
  note: string | null;

  /** False: it was of another content, or the policy takes this person for an approver no more. */
  @ApiProperty({ example: true })
  counts: boolean;
}

/** Who was in a segment when a change that goes by it was asked for. */
export class SegmentBeforeView {
  @ApiProperty({ example: 'beta-testers' })
  key: string;

  @ApiProperty({ enum: ['all', 'any'] })
  match: 'all' | 'any';

  @ApiProperty({ type: [ConditionView] })
  conditions: object[];
}

/** What the flag answered by in this environment when the change was asked for. */
export class ChangeBeforeView {
  @ApiProperty({ example: false })
  on: boolean;

  @ApiProperty({ type: [RuleView], example: [] })
  rules: object[];

  @ApiProperty({ type: ServeView, nullable: true, example: null })
  otherwise: object | null;

  @ApiProperty({ type: [PrerequisiteView], example: [] })
  prerequisites: object[];

  @ApiProperty(VARIANTS)
  variants: Record<string, unknown>;

  @ApiProperty({ example: 'on' })
  defaultVariant: string;

  @ApiProperty({ example: 'off' })
  offVariant: string;

  /** Those that the rules name, these and the ones asked for; absent where they name none. */
  @ApiPropertyOptional({ type: [SegmentBeforeView] })
  segments?: SegmentBeforeView[];
}

export class ChangeRequestView extends EndedView {
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000000' })
  id: string;

  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  @ApiProperty({ example: 'checkout' })
  service: string;

  @ApiProperty({ example: 'production' })
  environment: string;

  @ApiProperty({ example: { kind: 'flip', on: true } })
  content: ContentBody;

  @ApiProperty()
  before: ChangeBeforeView;

  /** What an approval binds to: flag, environment, the version (segments included) the change was made against, and its content. */
  @ApiProperty({ example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  hash: string;

  @ApiProperty({ example: 'the trial went well' })
  reason: string;

  /** outdated: the flag was changed there since, or a segment that it goes by; an edit makes it a change of the present state. */
  @ApiProperty({ enum: REQUEST_STATES, example: 'open' })
  state: RequestState;

  /** How many approvals it needs; 0: the policy asks for none any more. */
  @ApiProperty({ example: 1 })
  needed: number;

  @ApiProperty({ type: [ApprovalView] })
  approvals: ApprovalView[];

  /** Whether the asking bearer may approve it as it is. */
  @ApiProperty({ example: true })
  mayApprove: boolean;

  @ApiProperty({ example: 'ana' })
  requestedBy: string;

  /** Who wrote it as it is now. */
  @ApiProperty({ example: 'ana' })
  editedBy: string;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  requestedAt: string;

  @ApiProperty({ example: '2026-11-24T08:00:00.000Z' })
  expiresAt: string;

  /** What was said when it was rejected or withdrawn. */
  @ApiProperty({ nullable: true, type: String, example: null })
  note: string | null;
}

export class ChangeRequestPage {
  @ApiProperty({ type: [ChangeRequestView] })
  items: ChangeRequestView[];

  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}
