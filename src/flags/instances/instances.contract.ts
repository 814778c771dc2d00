import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Min } from 'class-validator';
import { IsKey, IsOpaqueId, PageQuery } from '../../platform/index.js';
import { DOORS, RECEIPT_STATES, type Door, type ReceiptState } from '../domain/receipts.js';

export class InstancesQuery extends PageQuery {
  @IsOptional()
  @IsKey()
  @ApiPropertyOptional({ example: 'production' })
  environment?: string;
}

export class InstanceReceiptsQuery extends PageQuery {
  /** Of which change; the last one if left out. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @ApiPropertyOptional({ type: 'integer', example: 42 })
  revision?: number;

  @IsOptional()
  @IsIn(RECEIPT_STATES)
  @ApiPropertyOptional({ enum: RECEIPT_STATES, example: 'pending' })
  state?: ReceiptState;
}

export class AppliedBody {
  /** The id of the last event that the instance has applied. */
  @IsInt()
  @Min(0)
  @ApiProperty({ type: 'integer', example: 43 })
  revision: number;

  @IsOptional()
  @IsOpaqueId()
  @ApiProperty({ example: 'loop-node/1.0', required: false, nullable: true, type: String })
  sdk?: string | null;
}

/** A running program that named itself. */
export class FlagInstanceView {
  @ApiProperty({ example: 'production' })
  environment: string;

  @ApiProperty({ example: 'checkout-7f9c-2' })
  instance: string;

  @ApiProperty({ example: 'js-web/1.10', nullable: true, type: String })
  sdk: string | null;

  /** How it asked last: flag by flag, for all flags, for the flagd document, or by the stream of changes. */
  @ApiProperty({ enum: DOORS, example: 'bulk' })
  door: Door;

  /** The latest revision that it was handed answers of, or said to have applied. */
  @ApiProperty({ example: 43 })
  revision: number;

  @ApiProperty({ example: '2026-11-21T07:00:00.000Z' })
  firstSeenAt: string;

  /** Its last request. */
  @ApiProperty({ example: '2026-11-21T08:00:00.120Z' })
  lastSeenAt: string;

  /** Whether a stream of it is open. */
  @ApiProperty({ example: true })
  connected: boolean;
}

export class FlagInstancePage {
  @ApiProperty({ type: [FlagInstanceView] })
  items: FlagInstanceView[];

  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}

export class FlagReceiptView {
  @ApiProperty({ example: 'checkout-7f9c-2' })
  instance: string;

  @ApiProperty({ example: 'js-web/1.10', nullable: true, type: String })
  sdk: string | null;

  @ApiProperty({ enum: DOORS, example: 'bulk' })
  door: Door;

  /** applied: answered by this revision, a later one or one that answers alike; pending: expected to be any moment; silent: not heard of. */
  @ApiProperty({ enum: RECEIPT_STATES, example: 'applied' })
  state: ReceiptState;

  @ApiProperty({ example: 43 })
  revision: number;

  /** Null: not yet, or the change is more than seven days ago and it is no longer known. */
  @ApiProperty({ example: '2026-11-21T08:00:00.120Z', nullable: true, type: String })
  appliedAt: string | null;

  /** From the change until it was applied. */
  @ApiProperty({ example: 120, nullable: true, type: Number })
  appliedMs: number | null;

  @ApiProperty({ example: '2026-11-21T08:00:00.120Z' })
  lastSeenAt: string;

  @ApiProperty({ example: true })
  connected: boolean;
}

/** How many of the instances that were there when something changed have applied it. */
export class FlagClientsView {
  @ApiProperty({ example: 12 })
  applied: number;

  /** Expected to apply it any moment. */
  @ApiProperty({ example: 1 })
  pending: number;

  /** Not heard of, and so perhaps still answering as before. */
  @ApiProperty({ example: 0 })
  silent: number;

  /** Null: none did, or the change is more than seven days ago and it is no longer known. */
  @ApiProperty({ example: '2026-11-21T08:00:00.120Z', nullable: true, type: String })
  lastAppliedAt: string | null;

  /** From the change until the last of those that applied it did. */
  @ApiProperty({ example: 120, nullable: true, type: Number })
  lastAppliedMs: number | null;
}

export class FlagReceiptsView extends FlagClientsView {
  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  @ApiProperty({ example: 'production' })
  environment: string;

  @ApiProperty({ example: 43 })
  revision: number;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  changedAt: string;

  @ApiProperty({ example: '2026-11-21T08:00:01.000Z' })
  asOf: string;

  @ApiProperty({ type: [FlagReceiptView] })
  items: FlagReceiptView[];

  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}
