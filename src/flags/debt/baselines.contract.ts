import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import { IsKey } from '../../platform/index.js';
import { WAIVABLE, type WaivableRule } from '../domain/waiver.js';

export class BaselineBody {
  @IsKey()
  @ApiProperty({ example: 'checkout' })
  service: string;

  @IsString()
  @MaxLength(2_000)
  @Matches(/\S/, { message: 'must say why' })
  @ApiProperty({ example: 'the guard begins today; what is here already is worked off by spring' })
  reason: string;
}

/** Debt of a service that was there before the guard: admitted once, and fewer from then on. */
export class BaselineView {
  @ApiProperty({ example: 'checkout' })
  service: string;

  /** How many violations were admitted. */
  @ApiProperty({ example: 12 })
  admitted: number;

  /** How many of them still stand; it never rises. */
  @ApiProperty({ example: 7 })
  left: number;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  admittedAt: string;

  @ApiProperty({ example: 'ana' })
  admittedBy: string;

  @ApiProperty({ example: 'the guard begins today' })
  reason: string;
}

export class BaselineEntryView {
  @ApiProperty({ enum: WAIVABLE })
  rule: WaivableRule;

  /** The key of the flag. */
  @ApiProperty({ example: 'checkout-new' })
  subject: string;

  /** What makes it this violation and not a later one: the expiry that passed, the owner who left. */
  @ApiProperty({ example: '2026-11-01T00:00:00.000Z' })
  mark: string;
}

export class BaselineWithEntries extends BaselineView {
  /** What still stands. */
  @ApiProperty({ type: [BaselineEntryView] })
  entries: BaselineEntryView[];
}

export class BaselinePage {
  @ApiProperty({ type: [BaselineView] })
  items: BaselineView[];

  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}
