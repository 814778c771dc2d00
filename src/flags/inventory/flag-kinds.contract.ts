import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min, ValidateIf } from 'class-validator';
import { FLAG_KINDS, type FlagKind } from '../domain/flag.js';

export class FlagKindBody {
  /** Days that a flag of this kind is meant to live; proposed as expiry at its birth, and what `stale` is measured by. Null: without end. */
  @ValidateIf((_, value: unknown) => value !== null)
  @IsInt()
  @Min(1)
  @Max(3_650)
  @ApiProperty({ example: 40, nullable: true, type: 'integer' })
  lifetimeDays: number | null;

  /** How often its expiry may be put off before only an admin may. */
  @IsInt()
  @Min(0)
  @Max(100)
  @ApiProperty({ example: 2, type: 'integer' })
  extensionCap: number;
}

export class FlagKindView extends FlagKindBody {
  @ApiProperty({ enum: FLAG_KINDS, example: 'release' })
  kind: FlagKind;

  /** Whether a flag of this kind must be born with expiry and removal ticket. */
  @ApiProperty({ example: true })
  needsEnd: boolean;
}

export class FlagKindPage {
  @ApiProperty({ type: [FlagKindView] })
  items: FlagKindView[];

  @ApiProperty({ nullable: true, type: String, example: null })
  nextCursor: string | null;
}
