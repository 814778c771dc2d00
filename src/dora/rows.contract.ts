import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, Equals, IsArray, IsOptional, IsString, Length } from 'class-validator';
import { IsOpaqueId } from '../platform/index.js';
import { COUNTED, type DrillsCounted } from './dora.contract.js';

export class CorrectionBody {
  /** Ids of the deployments that caused it; empty: none did. */
  @ApiProperty({ required: false, type: [String], example: ['deploy-1042'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsOpaqueId({ each: true })
  deployments?: string[];

  /** It came from outside: no deployment of ours caused it. */
  @ApiProperty({ required: false, example: true })
  @IsOptional()
  @Equals(true)
  external?: true;

  @ApiProperty({ example: 'The pool was exhausted by the release before the last one.' })
  @IsString()
  @Length(1, 2000)
  reason: string;
}

/** What an incident is linked to now: by a person's word where there is one, else as the rules found it. */
export class LinkView {
  @ApiProperty({ example: 'incident-17' })
  incident: string;
  @ApiProperty({ type: [String], example: ['deploy-1042'] })
  deployments: string[];
  @ApiProperty({ example: false })
  external: boolean;
  /** Of the correction; null: nobody corrected it. */
  @ApiProperty({ type: String, nullable: true, example: 'The pool was exhausted by the release before the last one.' })
  reason: string | null;
  /** `correction`, `explicit`, `reference`, `latest`, `duplicate` or `none`. */
  @ApiProperty({ example: 'correction' })
  method: string;
  @ApiProperty({ type: Number, nullable: true, example: 1 })
  confidence: number | null;
  @ApiProperty({ type: String, nullable: true, example: 'ana' })
  correctedBy: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-11-21T08:00:00.000Z' })
  correctedAt: string | null;
}

export class CarriedStages {
  @ApiProperty({ type: Number, nullable: true, example: 5400 })
  coding: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 1800 })
  pickup: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 7200 })
  review: number | null;
  @ApiProperty({ type: Number, nullable: true, example: null })
  deploy: number | null;
}

export class CarriedChangeRow {
  @ApiProperty({ example: 'acme/shop#12' })
  id: string;
  /** How it was found to be in this deployment: `explicit`, `graph`, `time`, or `first` (of unknowable lead time). */
  @ApiProperty({ example: 'graph' })
  method: string;
  @ApiProperty({ type: Number, nullable: true, example: 86_400 })
  leadTimeSeconds: number | null;
  @ApiProperty({ example: false })
  approximate: boolean;
  /** Whether it is among the `n` of the lead time: known, and at its first production deployment unless an environment was named. */
  @ApiProperty({ example: true })
  counted: boolean;
  /** Seconds; a null stage is unknown or would be negative. */
  stages: CarriedStages;
}

export class FailureRecovery {
  /** From the first start of impact to the last restoration, or how long it has lasted so far where `open`. */
  @ApiProperty({ example: 2700 })
  seconds: number;
  @ApiProperty({ example: false })
  open: boolean;
  /** `flag_off`, `rollback`, `roll_forward`, `config` or `other`; null while it is open. */
  @ApiProperty({ type: String, nullable: true, example: 'rollback' })
  mode: string | null;
}

export class DeploymentLinkRow {
  incident: string;
  method: string;
  confidence: number | null;
}

export class DeploymentRowView {
  @ApiProperty({ example: 'deploy-1042' })
  id: string;
  service: string;
  environment: string;
  /** The run of a drill that it belongs to. */
  @ApiProperty({ type: String, nullable: true, example: null })
  drillRun: string | null;
  finishedAt: string;
  @ApiProperty({ type: String, nullable: true })
  sha: string | null;
  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
  @ApiProperty({ type: String, nullable: true })
  url: string | null;
  /** How its changes were found: `explicit`, `graph`, `time` or `first`. */
  method: string;
  /** How sure that is, from 0 to 1. */
  @ApiProperty({ type: Number, nullable: true })
  confidence: number | null;
  /** `redeploy` or `rollback`, which carry nothing new. */
  @ApiProperty({ type: String, nullable: true })
  idle: string | null;
  failed: boolean;
  rework: boolean;
  /** `hotfix`, `rollback`, `label`, `revert` or `remedy`. */
  @ApiProperty({ type: String, nullable: true })
  reworkBy: string | null;
  @ApiProperty({ type: () => [DeploymentLinkRow] })
  incidents: DeploymentLinkRow[];
  /** Of the failure, all its incidents together; null: it did not fail. */
  @ApiProperty({ type: () => FailureRecovery, nullable: true })
  recovery: FailureRecovery | null;
  @ApiProperty({ type: () => [CarriedChangeRow] })
  changes: CarriedChangeRow[];
}

export class DeploymentRowsPage {
  @ApiProperty({ type: () => [DeploymentRowView] })
  items: DeploymentRowView[];
  nextCursor: string | null;
  @ApiProperty(COUNTED)
  drills: DrillsCounted;
}

export class RowCorrection {
  reason: string;
  by: string;
  at: string;
}

export class IncidentRowView {
  id: string;
  service: string;
  environment: string;
  drill: boolean;
  /** The run of a drill that it belongs to, where it said so. */
  @ApiProperty({ type: String, nullable: true, example: null })
  drillRun: string | null;
  @ApiProperty({ type: String, nullable: true })
  title: string | null;
  startedAt: string;
  /** `correction`, `explicit`, `reference`, `latest`, `duplicate` or `none`. */
  method: string;
  @ApiProperty({ type: Number, nullable: true })
  confidence: number | null;
  external: boolean;
  duplicate: boolean;
  unlinked: boolean;
  deployments: string[];
  /** The flag whose flip caused it. */
  @ApiProperty({ type: String, nullable: true })
  flag: string | null;
  @ApiProperty({ type: String, nullable: true })
  flip: string | null;
  @ApiProperty({ type: String, nullable: true })
  restoredAt: string | null;
  /** `stated`, `observed` (a flip to off or a rollback that held) or `resolved`. */
  @ApiProperty({ type: String, nullable: true })
  restoredFrom: string | null;
  @ApiProperty({ type: String, nullable: true })
  mode: string | null;
  /** Time to recovery, or how long it has lasted so far where `open`. */
  seconds: number;
  open: boolean;
  @ApiProperty({ type: () => RowCorrection, nullable: true })
  correction: RowCorrection | null;
}

export class IncidentRowsPage {
  @ApiProperty({ type: () => [IncidentRowView] })
  items: IncidentRowView[];
  nextCursor: string | null;
  @ApiProperty(COUNTED)
  drills: DrillsCounted;
}
