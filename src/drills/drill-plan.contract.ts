import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { IsKey } from '../platform/index.js';

/** What a run and a schedule of runs both say. */
export class DrillPlan {
  /** Key of the scenario; each run keeps a copy of it. */
  @IsKey()
  @ApiProperty({ example: 'checkout-pricing' })
  scenario: string;

  /** Default: the scenario's. */
  @IsOptional()
  @IsKey()
  @ApiProperty({ required: false, example: 'shop' })
  service?: string;

  /** Default: the scenario's. */
  @IsOptional()
  @IsKey()
  @ApiProperty({ required: false, example: 'production' })
  environment?: string;

  /** Injects are shown to the facilitator alone until they have happened. Default false. */
  @IsOptional()
  @IsBoolean()
  @ApiProperty({ required: false, example: false })
  surprise?: boolean;

  /** Who leads; default: the person who asks for it. */
  @IsOptional()
  @IsKey()
  @ApiProperty({ required: false, example: 'fay' })
  facilitator?: string;
}
