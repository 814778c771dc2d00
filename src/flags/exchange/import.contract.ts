import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { IsKey } from '../../platform/index.js';
import { DEBT_RULES, type DebtRule } from '../domain/debt.js';
import { IMPORT_FORMATS, LOSS_CODES, type ImportFormat, type LossCode } from './domain/incoming.js';

export const IMPORT_OUTCOMES = ['created', 'added', 'overwritten', 'left_alone', 'broken'] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

const truth = ({ value }: { value: unknown }): unknown => (value === 'true' ? true : value === 'false' ? false : value);

export class ImportQuery {
  /** The service that the flags will belong to. */
  @IsKey()
  @ApiProperty({ example: 'checkout' })
  service: string;

  /** Recognised by its looks if left out. */
  @IsOptional()
  @IsIn(IMPORT_FORMATS)
  @ApiPropertyOptional({ enum: IMPORT_FORMATS, example: 'launchdarkly' })
  format?: ImportFormat;

  /** Our environment that a document of one environment is about; flagd's documents name none. */
  @IsOptional()
  @IsKey()
  @ApiPropertyOptional({ example: 'production' })
  environment?: string;

  /** The source's environments and ours, `theirs:ours`; without ours it is left out. Those of the same name need no word. */
  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  @Matches(/^[^:,]+:[^:,]*(,[^:,]+:[^:,]*)*$/, { message: 'must be pairs such as prod:production,dev:' })
  @ApiPropertyOptional({ example: 'prod:production,test:staging,dev:' })
  environments?: string;

  /** Only tell what would be done: how it begins. */
  @IsOptional()
  @Transform(truth)
  @IsBoolean()
  @ApiPropertyOptional({ default: true, example: false })
  dryRun: boolean = true;

  /** Also change flags that are here already: their texts, variants and states; never owner, kind or end. */
  @IsOptional()
  @Transform(truth)
  @IsBoolean()
  @ApiPropertyOptional({ default: false })
  overwrite: boolean = false;
}

/** One thing that is not carried over, and why. */
export class LossView {
  @ApiProperty({ enum: LOSS_CODES, example: 'targeting' })
  code: LossCode;

  /** The source's environment; null: it holds everywhere. */
  @ApiProperty({ type: String, nullable: true, example: 'production' })
  environment: string | null;

  @ApiProperty({ example: 'The rule country in DE, FR → "on".' })
  detail: string;
}

export class ImportFault {
  @ApiProperty({ example: 'variants.gold' })
  field: string;

  @ApiProperty({ example: 'mixed_types' })
  code: string;

  @ApiProperty({ example: 'must be a boolean as the variants before it' })
  detail: string;
}

export class ImportedFlagView {
  /** Null: it has none that could be told. */
  @ApiProperty({ type: String, nullable: true, example: 'checkout-new' })
  key: string | null;

  /** Where it stands in the document. */
  @ApiProperty({ example: 'items[0]' })
  at: string;

  /** left_alone: it is here already; broken: it cannot be a flag here. */
  @ApiProperty({ enum: IMPORT_OUTCOMES, example: 'created' })
  outcome: ImportOutcome;

  /** Why it was left alone; else null. */
  @ApiProperty({ type: String, nullable: true, example: null })
  why: string | null;

  /** Our environments that it arrives in, and whether it is on there. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'boolean' }, example: { production: false } })
  environments: Record<string, boolean>;

  /** What it owes as it arrives. */
  @ApiProperty({ enum: DEBT_RULES, isArray: true, example: ['no_owner', 'no_expiry', 'no_removal_ticket'] })
  debt: DebtRule[];

  losses: LossView[];

  /** What is wrong with a broken one. */
  faults: ImportFault[];
}

export class ImportCounts {
  @ApiProperty({ example: 120 })
  read: number;

  @ApiProperty({ example: 117 })
  created: number;

  /** Came before, and came now to environments that nobody had set. */
  @ApiProperty({ example: 0 })
  added: number;

  @ApiProperty({ example: 0 })
  overwritten: number;

  @ApiProperty({ example: 2 })
  leftAlone: number;

  @ApiProperty({ example: 1 })
  broken: number;

  /** How many things were not carried over, those of the document as a whole too. */
  @ApiProperty({ example: 34 })
  losses: number;
}

export class ImportedEnvironmentView {
  /** The source's name; `*` where the document names none. */
  @ApiProperty({ example: 'prod' })
  source: string;

  /** Ours; null: it is left out. */
  @ApiProperty({ type: String, nullable: true, example: 'production' })
  environment: string | null;
}

/** What an import did, or would do. */
export class ImportReport {
  @ApiProperty({ example: true })
  dryRun: boolean;

  @ApiProperty({ enum: IMPORT_FORMATS, example: 'launchdarkly' })
  format: ImportFormat;

  @ApiProperty({ example: 'checkout' })
  service: string;

  environments: ImportedEnvironmentView[];
  counts: ImportCounts;

  /** What the document as a whole holds and is not carried over. */
  losses: LossView[];

  /** Every flag of the document, in its order. */
  flags: ImportedFlagView[];
}
