import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { IsFlagKey, IsInstant, PageQuery } from '../../platform/index.js';
import { WAIVABLE, WAIVER_STATES, type WaivableRule, type WaiverState } from '../domain/waiver.js';

export class WaiverBody {
  @IsFlagKey()
  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  @IsIn(WAIVABLE)
  @ApiProperty({ enum: WAIVABLE, example: 'expired' })
  rule: WaivableRule;

  @IsString()
  @MaxLength(2_000)
  @Matches(/\S/, { message: 'must say why' })
  @ApiProperty({ example: 'the removal waits for the release of the app on 5 December' })
  reason: string;

  /** At most 30 days ahead. */
  @IsInstant()
  @ApiProperty({ example: '2026-12-05T00:00:00Z' })
  expiresAt: string;
}

export class WaiverEndBody {
  @IsString()
  @MaxLength(2_000)
  @Matches(/\S/, { message: 'must say why' })
  @ApiProperty({ example: 'it was removed earlier' })
  reason: string;
}

export class WaiversQuery extends PageQuery {
  @IsOptional()
  @IsIn(WAIVER_STATES)
  @ApiProperty({ enum: WAIVER_STATES, required: false })
  state?: WaiverState;

  @IsOptional()
  @IsString()
  flag?: string;

  /** Waivers of the flags of this service. */
  @IsOptional()
  @IsString()
  service?: string;
}

/** Excuses one reason of the flag-debt guard for a while. */
export class WaiverView {
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000000' })
  id: string;

  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  @ApiProperty({ enum: WAIVABLE })
  rule: WaivableRule;

  @ApiProperty({ example: 'the removal waits for the release of the app on 5 December' })
  reason: string;

  /** requested: it excuses nothing yet; expired: by the clock; ended: refused or taken back. */
  @ApiProperty({ enum: WAIVER_STATES })
  state: WaiverState;

  @ApiProperty({ example: '2026-12-05T00:00:00.000Z' })
  expiresAt: string;

  @ApiProperty({ example: 'ana' })
  requestedBy: string;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  requestedAt: string;

  @ApiProperty({ example: 'ben', nullable: true, type: String })
  approvedBy: string | null;

  @ApiProperty({ example: '2026-11-21T09:00:00.000Z', nullable: true, type: String })
  approvedAt: string | null;

  @ApiProperty({ nullable: true, type: String, example: null })
  endedBy: string | null;

  @ApiProperty({ nullable: true, type: String, example: null })
  endedAt: string | null;

  @ApiProperty({ nullable: true, type: String, example: null })
  endReason: string | null;
}

export class WaiverPage {
  @ApiProperty({ type: [WaiverView] })
  items: WaiverView[];

  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}
