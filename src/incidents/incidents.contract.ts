import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  Length,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsInstant, IsKey, IsOpaqueId, PageQuery } from '../platform/index.js';
import { ENTRY_KINDS, MODES, SEVERITIES, STATES, type EntryKind } from './domain/incident.js';

const given = (_: object, value: unknown): boolean => value !== undefined;
const givenNotNull = (_: object, value: unknown): boolean => value !== undefined && value !== null;
const flag = ({ value }: { value: unknown }): unknown => (value === 'true' ? true : value === 'false' ? false : value);

type Mode = (typeof MODES)[number];
type Severity = (typeof SEVERITIES)[number];

/** What caused an incident: deployments, a flag, or something outside. */
export class CauseBody {
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(1_000)
  @IsOpaqueId({ each: true })
  @ApiProperty({ required: false, type: [String], example: ['deploy-4711'] })
  deployments?: string[];

  @IsOptional()
  @IsOpaqueId()
  @ApiProperty({ required: false, example: 'checkout-new' })
  flag?: string;

  /** Not ours: it counts against no deployment. */
  @IsOptional()
  @IsBoolean()
  @ApiProperty({ required: false, example: false })
  external?: boolean;
}

export class NewIncident {
  @IsString()
  @Length(1, 500)
  @ApiProperty({ example: 'Checkout answers 500' })
  title: string;

  @IsKey()
  @ApiProperty({ example: 'checkout' })
  service: string;

  /** Default: `production`, else the service's only production environment. */
  @ValidateIf(givenNotNull)
  @IsKey()
  @ApiProperty({ required: false, nullable: true, type: String, example: 'production' })
  environment?: string | null;

  @IsIn(SEVERITIES)
  @ApiProperty({ enum: SEVERITIES, example: 'sev2' })
  severity: Severity;

  /** Start of the impact; default now. */
  @ValidateIf(givenNotNull)
  @IsInstant()
  @ApiProperty({ required: false, nullable: true, type: String, example: '2026-11-21T08:00:00Z' })
  startedAt?: string | null;

  @ValidateIf(givenNotNull)
  @IsInstant()
  @ApiProperty({ required: false, nullable: true, type: String, example: '2026-11-21T08:04:00Z' })
  detectedAt?: string | null;

  /** An exercise; metrics leave it out. */
  @ValidateIf(given)
  @IsBoolean()
  @ApiProperty({ required: false, default: false })
  drill?: boolean;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => CauseBody)
  @ApiProperty({ required: false, nullable: true, type: () => CauseBody })
  cause?: CauseBody | null;
}

/** What may be changed of an incident; what is left out stays. */
export class IncidentPatch {
  @ValidateIf(given)
  @IsString()
  @Length(1, 500)
  @ApiProperty({ required: false, example: 'Checkout answers 500 for cards' })
  title?: string;

  @ValidateIf(given)
  @IsIn(SEVERITIES)
  @ApiProperty({ required: false, enum: SEVERITIES })
  severity?: Severity;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => CauseBody)
  @ApiProperty({ required: false, nullable: true, type: () => CauseBody })
  cause?: CauseBody | null;

  /** The incident that this one is the same as. */
  @IsOptional()
  @IsOpaqueId()
  @ApiProperty({ required: false, nullable: true, type: String })
  duplicateOf?: string | null;
}

export class MitigateBody {
  @IsIn(MODES)
  @ApiProperty({ enum: MODES, example: 'flag_off' })
  by: Mode;

  @ValidateIf(givenNotNull)
  @IsOpaqueId()
  @ApiProperty({ required: false, nullable: true, type: String, example: 'checkout-new' })
  flag?: string | null;

  @ValidateIf(givenNotNull)
  @IsOpaqueId()
  @ApiProperty({ required: false, nullable: true, type: String, example: 'deploy-4712' })
  deployment?: string | null;

  @ValidateIf(givenNotNull)
  @IsString()
  @Length(1, 10_000)
  @ApiProperty({ required: false, nullable: true, type: String, example: 'Back to the old form' })
  note?: string | null;
}

export class StepBody {
  @ValidateIf(givenNotNull)
  @IsString()
  @Length(1, 10_000)
  @ApiProperty({ required: false, nullable: true, type: String })
  note?: string | null;
}

export class RestoreBody extends StepBody {
  /** Default: the last kill or rollback of the incident if it still holds, else now. */
  @ValidateIf(givenNotNull)
  @IsInstant()
  @ApiProperty({ required: false, nullable: true, type: String, example: '2026-11-21T08:20:00Z' })
  at?: string | null;

  /** Default: the mode of the last mitigation, else `other`. */
  @ValidateIf(givenNotNull)
  @IsIn(MODES)
  @ApiProperty({ required: false, nullable: true, enum: MODES })
  by?: Mode | null;
}

export class NoteBody {
  /** Default now. */
  @ValidateIf(givenNotNull)
  @IsInstant()
  @ApiProperty({ required: false, nullable: true, type: String, example: '2026-11-21T08:10:00Z' })
  at?: string | null;

  @IsString()
  @Length(1, 10_000)
  @ApiProperty({ example: 'Error rate is falling' })
  note: string;
}

export class IncidentsQuery extends PageQuery {
  @IsOptional()
  @IsKey()
  service?: string;

  @IsOptional()
  @IsKey()
  environment?: string;

  @IsOptional()
  @IsIn(STATES)
  @ApiProperty({ enum: STATES, required: false })
  state?: (typeof STATES)[number];

  @IsOptional()
  @IsIn(SEVERITIES)
  @ApiProperty({ enum: SEVERITIES, required: false })
  severity?: Severity;

  /** Only incidents that started at it or later. */
  @IsOptional()
  @IsInstant()
  from?: string;

  /** Id of the alert that declared it. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  alert?: string;

  /** True: neither restored nor resolved; false: one of both. */
  @IsOptional()
  @Transform(flag)
  @IsBoolean()
  open?: boolean;
}

export class MitigationView {
  @ApiProperty({ enum: MODES })
  by: Mode;
  @ApiProperty({ nullable: true, type: String, example: 'checkout-new' })
  flag: string | null;
  @ApiProperty({ nullable: true, type: String })
  deployment: string | null;
  @ApiProperty({ example: '2026-11-21T08:20:00.000Z' })
  at: string;
  /** `at` is the moment of the flip or the rollback itself. */
  @ApiProperty({ example: true })
  exact: boolean;
  @ApiProperty({ nullable: true, type: String })
  note: string | null;
}

export class IncidentView {
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000000' })
  id: string;
  @ApiProperty({ enum: STATES })
  state: (typeof STATES)[number];
  @ApiProperty({ nullable: true, type: String, example: 'Checkout answers 500' })
  title: string | null;
  @ApiProperty({ example: 'checkout' })
  service: string;
  @ApiProperty({ example: 'production' })
  environment: string;
  @ApiProperty({ enum: SEVERITIES, nullable: true })
  severity: Severity | null;
  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  startedAt: string;
  @ApiProperty({ nullable: true, type: String })
  detectedAt: string | null;
  @ApiProperty({ nullable: true, type: String })
  acknowledgedAt: string | null;
  @ApiProperty({ nullable: true, type: String })
  acknowledgedBy: string | null;
  @ApiProperty({ nullable: true, type: String })
  mitigatedAt: string | null;
  @ApiProperty({ nullable: true, type: String })
  restoredAt: string | null;
  @ApiProperty({ nullable: true, type: String })
  resolvedAt: string | null;
  @ApiProperty({ enum: MODES, nullable: true })
  restoredBy: Mode | null;
  @ApiProperty({ nullable: true, type: () => CauseBody })
  cause: CauseBody | null;
  @ApiProperty({ nullable: true, type: String })
  duplicateOf: string | null;
  @ApiProperty({ example: false })
  drill: boolean;
  /** The run of a drill that it belongs to, where it said so. */
  @ApiProperty({ nullable: true, type: String, example: null })
  drillRun: string | null;
  @ApiProperty({ type: () => [MitigationView] })
  mitigations: MitigationView[];
  /** Declared by a person, told by a fact, or declared by an alert. */
  @ApiProperty({ enum: ['declared', 'fact', 'alert'] })
  source: 'declared' | 'fact' | 'alert';
  @ApiProperty({ nullable: true, type: String })
  alert: string | null;
  @ApiProperty({ example: '2026-11-21T08:05:00.000Z' })
  declaredAt: string;
  @ApiProperty({ example: 'ada' })
  declaredBy: string;
}

export class IncidentPage {
  @ApiProperty({ type: () => [IncidentView] })
  items: IncidentView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}

/** A line of an incident's timeline; from `by` on, what its kind knows. */
export class TimelineEntryView {
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000000' })
  id: string;
  @ApiProperty({ example: '2026-11-21T08:20:00.000Z' })
  at: string;
  @ApiProperty({ enum: ENTRY_KINDS })
  kind: EntryKind;
  @ApiProperty({ example: 'ada' })
  actor: string;
  @ApiProperty({ nullable: true, type: String, example: 'ada' })
  person: string | null;
  @ApiProperty({ nullable: true, type: String })
  note: string | null;
  /** How it was mitigated or restored. */
  @ApiProperty({ required: false, nullable: true, enum: MODES })
  by?: Mode | null;
  @ApiProperty({ required: false, nullable: true, type: String, example: 'checkout-new' })
  flag?: string | null;
  /** Id of the flip. */
  @ApiProperty({ required: false, type: String })
  flip?: string;
  /** To what the flag was flipped. */
  @ApiProperty({ required: false, type: Boolean })
  on?: boolean;
  @ApiProperty({ required: false, nullable: true, type: String, example: 'deploy-4712' })
  deployment?: string | null;
  @ApiProperty({ required: false, nullable: true, type: String, example: 'production' })
  environment?: string | null;
  /** What was corrected. */
  @ApiProperty({ required: false, type: () => IncidentPatch })
  changes?: IncidentPatch;
  [detail: string]: unknown;
}

export class TimelinePage {
  @ApiProperty({ type: () => [TimelineEntryView] })
  items: TimelineEntryView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}
