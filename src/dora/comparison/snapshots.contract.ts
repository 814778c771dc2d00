import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsNotEmpty, IsObject, IsOptional, IsString, IsUUID, MaxLength, ValidateNested } from 'class-validator';
import { IsInstant, IsKey, PageQuery } from '../../platform/index.js';
import { COUNTED, DoraKeys, WhichDrills, type DrillsCounted } from '../dora.contract.js';

/** What a snapshot is of; empty is everything, without environment the production environments. */
export class SnapshotScope {
  @IsOptional()
  @IsKey()
  @ApiProperty({ example: 'checkout', required: false })
  service?: string;

  @IsOptional()
  @IsKey()
  @ApiProperty({ example: 'payments', required: false })
  team?: string;

  @IsOptional()
  @IsKey()
  @ApiProperty({ example: 'production', required: false })
  environment?: string;
}

/** A window of delivery to keep for good. */
export class NewSnapshotBody extends WhichDrills {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @ApiProperty({ example: 'before the pipeline was split' })
  name: string;

  @IsObject()
  @ValidateNested()
  @Type(() => SnapshotScope)
  scope: SnapshotScope;

  @IsInstant()
  @ApiProperty({ example: '2026-08-01T00:00:00Z' })
  from: string;

  @IsInstant()
  @ApiProperty({ example: '2026-11-01T00:00:00Z' })
  to: string;
}

export class CompareQuery {
  @IsUUID()
  before: string;

  @IsUUID()
  after: string;
}

export class SnapshotsQuery extends PageQuery {}

export class FactsDigest {
  @ApiProperty({ example: 412 })
  count: number;
  sha256: string;
}

export class SnapshotView {
  id: string;
  @ApiProperty({ example: 'before the loop' })
  name: string;
  scope: SnapshotScope;
  @ApiProperty(COUNTED)
  drills: DrillsCounted;
  from: string;
  to: string;
  /** The numbers as they were known at `createdAt`, as `GET /api/v1/dora` answers them. */
  @ApiProperty({ type: () => DoraKeys })
  metrics: DoraKeys;
  @ApiProperty({ type: () => FactsDigest })
  facts: FactsDigest;
  createdAt: string;
  createdBy: string;
}

export class SnapshotPage {
  @ApiProperty({ type: () => [SnapshotView] })
  items: SnapshotView[];
  nextCursor: string | null;
}

export class SnapshotBytes {
  sha256: string;
  @ApiProperty({ type: () => FactsDigest })
  facts: FactsDigest;
}

export class Verification {
  id: string;
  /** Whether the present facts give the very bytes that were kept. */
  same: boolean;
  @ApiProperty({ type: () => SnapshotBytes })
  kept: SnapshotBytes;
  @ApiProperty({ type: () => SnapshotBytes })
  present: SnapshotBytes;
  /** The numbers that the present facts give. */
  @ApiProperty({ type: () => DoraKeys })
  metrics: DoraKeys;
  checkedAt: string;
}
