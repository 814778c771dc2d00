import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsInstant } from '../platform/index.js';

export class RecentChangesQuery {
  /** Changes before this instant, such as the start of an incident; default: now. */
  @ApiProperty({ required: false, example: '2026-11-21T08:00:00Z' })
  @IsOptional()
  @IsInstant()
  before?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 20;
}

/** A deployment or a flip of a service. */
export class RecentChangeView {
  @ApiProperty({ enum: ['deployment', 'flip'] })
  kind: 'deployment' | 'flip';

  @ApiProperty({ example: 'acme/shop#deployment-17' })
  id: string;

  @ApiProperty({ example: '2026-11-21T07:52:00.000Z' })
  at: string;

  @ApiProperty({ example: 'production' })
  environment: string;

  @ApiProperty({ example: 'Deployed 3f2a91c' })
  title: string;

  /** Of a deployment, where it is known. */
  @ApiProperty({ required: false, example: '3f2a91c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6' })
  sha?: string;

  /** Of a flip. */
  @ApiProperty({ required: false, example: 'checkout-new' })
  flag?: string;

  /** Of a flip: to what. */
  @ApiProperty({ required: false, example: true })
  on?: boolean;

  /** Of a flip: who did it. */
  @ApiProperty({ required: false, example: 'ana' })
  actor?: string;

  /** Of a deployment, where it is known. */
  @ApiProperty({ required: false, example: 'https://github.com/acme/shop/actions/runs/17' })
  url?: string;
}
