import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsInstant, IsKey, IsOpaqueId, PageQuery } from '../platform/index.js';

const REPOSITORY = /^[A-Za-z0-9._-]{1,100}\/[A-Za-z0-9._-]{1,100}$/;

export class ChangeFailBody {
  @IsKey()
  @ApiProperty({ example: 'checkout' })
  service: string;

  /** Default: the production environments. */
  @IsOptional()
  @IsKey()
  @ApiProperty({ example: 'production', required: false })
  environment?: string;

  @IsIn(['release', 'rollback', 'incident_fix'])
  @ApiProperty({ example: 'release', enum: ['release', 'rollback', 'incident_fix'] })
  intent: 'release' | 'rollback' | 'incident_fix';

  @IsOptional()
  @IsOpaqueId()
  sha?: string;
}

export class GovernorOverrideBody {
  @IsKey()
  @ApiProperty({ example: 'checkout' })
  service: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(2000)
  @ApiProperty({ example: 'the failures came from a broken test cluster' })
  reason: string;

  @IsInstant()
  @ApiProperty({ example: '2026-11-22T08:00:00Z' })
  expiresAt: string;
}

export class ReferenceBody {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  flag: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(4000)
  path: string;

  @IsInt()
  @Min(1)
  line: number;
}

export class FlagDebtBody {
  @IsOptional()
  @IsKey()
  @ApiProperty({ example: 'checkout', required: false })
  service?: string;

  @IsOptional()
  @Matches(REPOSITORY, { message: 'must be owner/name' })
  @ApiProperty({ example: 'acme/shop', required: false })
  repository?: string;

  @IsOptional()
  @IsOpaqueId()
  commit?: string;

  /** Where code mentions flags; without it, what the last scan of the repository found. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50_000)
  @ValidateNested({ each: true })
  @Type(() => ReferenceBody)
  references?: ReferenceBody[];
}

export class MergeBody {
  @Matches(REPOSITORY, { message: 'must be owner/name' })
  @ApiProperty({ example: 'acme/shop' })
  repository: string;

  @IsOptional()
  @IsOpaqueId()
  @ApiProperty({ example: 'acme/shop#12', required: false })
  change?: string;

  @IsOptional()
  @IsOpaqueId()
  sha?: string;
}

export class RequiredCheckBody {
  @IsOpaqueId()
  name: string;

  @IsOptional()
  @IsOpaqueId()
  app?: string;
}

export class MergePolicyBody {
  /** Empty: back to every reported check. */
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => RequiredCheckBody)
  requiredChecks: RequiredCheckBody[];
}

export class VerdictsQuery extends PageQuery {
  @IsOptional()
  @IsIn(['change-fail', 'flag-debt', 'merge'])
  guard?: string;

  @IsOptional()
  @IsIn(['pass', 'block', 'insufficient_data'])
  verdict?: string;

  @IsOptional()
  @IsKey()
  service?: string;

  /** What was asked about: a service, a change, a commit. */
  @IsOptional()
  @IsString()
  @MaxLength(400)
  subject?: string;
}
