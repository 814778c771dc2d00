import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { IsKey, IsOpaqueId } from '../../platform/index.js';
import { FLAG_OUTCOMES, type FlagOutcome } from '../domain/flag.js';

class Reasoned {
  /** Why; it stands in the history and in the incident. */
  @IsString()
  @MaxLength(2_000)
  @Matches(/\S/, { message: 'must say why' })
  @ApiProperty({ example: 'error rate 40 % since the flip' })
  reason: string;

  /** The incident that this answers. */
  @IsOptional()
  @IsOpaqueId()
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000000', required: false, nullable: true, type: String })
  incident?: string | null;
}

export class FlipBody extends Reasoned {
  @IsBoolean()
  @ApiProperty({ example: true })
  on: boolean;
}

export class KillBody extends Reasoned {
  @IsKey()
  @ApiProperty({ example: 'production' })
  environment: string;
}

export class CompleteBody {
  /** kept: the new way stays; discarded: it goes. */
  @IsIn(FLAG_OUTCOMES)
  @ApiProperty({ enum: FLAG_OUTCOMES, example: 'kept' })
  outcome: FlagOutcome;
}

/** The state of a flag in an environment after a flip, or as it was already. */
export class FlipView {
  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  @ApiProperty({ example: 'production' })
  environment: string;

  @ApiProperty({ example: true })
  on: boolean;

  /** Revision of the inventory at which this state came to be. */
  @ApiProperty({ example: 42 })
  revision: number;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  flippedAt: string;
}
