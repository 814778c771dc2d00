import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { IsKey } from '../../platform/index.js';
import { FlagView } from '../inventory/flags.contract.js';

export const EXPORT_FORMATS = ['json', 'csv'] as const;

export class ExportQuery {
  @IsOptional()
  @IsIn(EXPORT_FORMATS)
  @ApiPropertyOptional({ enum: EXPORT_FORMATS, default: 'json' })
  format: (typeof EXPORT_FORMATS)[number] = 'json';

  /** Only the flags of this service. */
  @IsOptional()
  @IsKey()
  @ApiPropertyOptional({ example: 'checkout' })
  service?: string;
}

/** Every flag at one instant, archived ones too. */
export class InventoryExport {
  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  exportedAt: string;

  flags: FlagView[];
}
