import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsKey } from '../../platform/index.js';

/** Who may approve; nobody named: everybody who may flip. */
export class ApproversBody {
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsKey({ each: true })
  @ApiProperty({ example: ['payments'], type: [String] })
  teams: string[];

  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 200, { each: true })
  @ApiProperty({ example: ['ana'], type: [String] })
  people: string[];
}

export class ChangePolicyBody {
  /** Every environment that the catalog calls production. */
  @IsBoolean()
  @ApiProperty({ example: true })
  production: boolean;

  /** Further environments, by key. Neither these nor production: nothing needs approval. */
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsKey({ each: true })
  @ApiProperty({ example: ['staging'], type: [String] })
  environments: string[];

  /** How many people besides the one who asks. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(5)
  @ApiProperty({ example: 1, default: 1, required: false, minimum: 1, maximum: 5 })
  approvals?: number;

  /** Whether turning off by a flip needs approval too. A kill never does. */
  @IsOptional()
  @IsBoolean()
  @ApiProperty({ example: false, default: false, required: false })
  offNeedsApproval?: boolean;

  @IsOptional()
  @ValidateNested()
  @Type(() => ApproversBody)
  @ApiProperty({ example: { teams: ['payments'], people: [] }, required: false })
  approvers?: ApproversBody;

  /** How long a request may be approved and applied. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(720)
  @ApiProperty({ example: 72, default: 72, required: false, minimum: 1, maximum: 720 })
  expiresAfterHours?: number;
}

/** Which changes of flags need the approval of others. */
export class ChangePolicyView {
  /** Null: it holds for every service without one of its own. */
  @ApiProperty({ example: 'checkout', nullable: true, type: String })
  service: string | null;

  @ApiProperty({ example: true })
  production: boolean;

  @ApiProperty({ example: ['staging'], type: [String] })
  environments: string[];

  @ApiProperty({ example: 1 })
  approvals: number;

  @ApiProperty({ example: false })
  offNeedsApproval: boolean;

  @ApiProperty({ example: { teams: ['payments'], people: [] } })
  approvers: ApproversBody;

  @ApiProperty({ example: 72 })
  expiresAfterHours: number;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  updatedAt: string;

  @ApiProperty({ example: 'ana' })
  updatedBy: string;
}

export class ChangePoliciesView {
  @ApiProperty({ type: [ChangePolicyView] })
  items: ChangePolicyView[];

  /** Always null: all policies stand on one page. */
  @ApiProperty({ nullable: true, type: String, example: null })
  nextCursor: string | null;
}
