import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsDefined,
  IsIn,
  IsNotEmptyObject,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsFlagKey, IsInstant, IsKey } from '../../platform/index.js';
import { FLAG_KINDS, needsEnd, type FlagKind } from '../domain/flag.js';

const endOrGiven = (field: 'expiresAt' | 'removalTicket') => (body: NewFlagBody) =>
  needsEnd(body.kind) || (body[field] !== undefined && body[field] !== null);
const given = (_: object, value: unknown): boolean => value !== undefined;
const givenNotNull = (_: object, value: unknown): boolean => value !== undefined && value !== null;

export const VARIANTS = { type: 'object', additionalProperties: true, example: { on: true, off: false } } as const;

/** Who answers for a flag: a team or a person. */
export class OwnerBody {
  @IsOptional()
  @IsKey()
  @ApiProperty({ example: 'payments', required: false })
  team?: string;

  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @ApiProperty({ example: 'ana', required: false })
  person?: string;
}

/** What whoever presses a kill switch wants to know first. */
export class KillSwitchBody {
  /** Where it is written what to do. */
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  @ApiProperty({ example: 'https://wiki.example.com/payments', required: false, nullable: true, type: String })
  runbook?: string | null;

  /** What users lose while it is off, in words. */
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  @ApiProperty({ example: 'Nobody can pay by card.', required: false, nullable: true, type: String })
  blastRadius?: string | null;
}

/** What is given in the same way when a flag is created and when it is changed. */
class FlagFields {
  /** What people read; the key, where a new flag is given none. */
  @ValidateIf(given)
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @ApiProperty({ example: 'New checkout', required: false })
  name?: string;

  @IsOptional()
  @IsString()
  @MaxLength(5_000)
  @ApiProperty({ example: 'The one-page checkout', required: false, nullable: true, type: String })
  description?: string | null;

  /** For kill switches alone; its safe value is that of `offVariant`. What is left out of a change stays. */
  @ValidateIf(given)
  @IsObject()
  @ValidateNested()
  @Type(() => KillSwitchBody)
  @ApiProperty({ required: false, type: () => KillSwitchBody })
  killSwitch?: KillSwitchBody;

  /** Name → value; all values of one type. */
  @ValidateIf(given)
  @IsObject()
  @ApiPropertyOptional(VARIANTS)
  variants?: Record<string, unknown>;

  @ValidateIf(given)
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  @ApiProperty({ example: 'on', required: false })
  defaultVariant?: string;

  @ValidateIf(given)
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  @ApiProperty({ example: 'off', required: false })
  offVariant?: string;
}

/** A flag as it is created: off everywhere. */
export class NewFlagBody extends FlagFields {
  @IsFlagKey()
  @ApiProperty({ example: 'checkout-new' })
  key: string;

  @IsIn(FLAG_KINDS)
  @ApiProperty({ enum: FLAG_KINDS, example: 'release' })
  kind: FlagKind;

  @IsKey()
  @ApiProperty({ example: 'checkout' })
  service: string;

  @IsDefined()
  @IsNotEmptyObject()
  @ValidateNested()
  @Type(() => OwnerBody)
  @ApiProperty({ example: { team: 'payments' } })
  owner: OwnerBody;

  /** Needed by release and experiment; an instant ahead. */
  @ValidateIf(endOrGiven('expiresAt'))
  @IsInstant()
  @ApiProperty({ example: '2027-01-31T00:00:00Z', required: false, nullable: true, type: String })
  expiresAt?: string | null;

  /** Needed by release and experiment; an address or a tracker key. */
  @ValidateIf(endOrGiven('removalTicket'))
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  @ApiProperty({ example: 'OPS-12', required: false, nullable: true, type: String })
  removalTicket?: string | null;
}

/** What may be changed of a flag; what is left out stays. */
export class FlagPatch extends FlagFields {
  @ValidateIf(given)
  @IsIn(FLAG_KINDS)
  @ApiProperty({ enum: FLAG_KINDS, required: false })
  kind?: FlagKind;

  @ValidateIf(given)
  @IsNotEmptyObject()
  @ValidateNested()
  @Type(() => OwnerBody)
  @ApiProperty({ example: { person: 'ana' }, required: false })
  owner?: OwnerBody;

  /** A later one, or null in the place of one, is an extension: it needs a `reason` and counts up. */
  @ValidateIf(givenNotNull)
  @IsInstant()
  @ApiProperty({ example: '2027-02-28T00:00:00Z', required: false, nullable: true, type: String })
  expiresAt?: string | null;

  @ValidateIf(givenNotNull)
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  @ApiProperty({ example: 'OPS-12', required: false, nullable: true, type: String })
  removalTicket?: string | null;

  /** Why it is changed; it stands in the history. An extension needs it. */
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  @ApiProperty({ example: 'the last client migrates in March', required: false, nullable: true, type: String })
  reason?: string | null;
}

export class ExtensionBody {
  @IsInstant()
  @ApiProperty({ example: '2027-02-28T00:00:00Z' })
  expiresAt: string;

  @IsString()
  @MaxLength(2_000)
  @ApiProperty({ example: 'the last client migrates in March' })
  reason: string;
}

export class FlagDrillBody {
  /** When the kill switch was pressed for exercise; now, if left out. */
  @IsOptional()
  @IsInstant()
  @ApiProperty({ example: '2026-11-21T08:00:00Z', required: false, nullable: true, type: String })
  at?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  @ApiProperty({ example: 'game day: checkout lived on without it', required: false, nullable: true, type: String })
  note?: string | null;
}
