import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Length } from 'class-validator';
import { IsInstant, IsKey, IsOpaqueId, PageQuery } from '../../platform/index.js';
import { DrillPlan } from '../drill-plan.contract.js';
import { MODES, STATES, type Mode, type State } from '../domain/run.js';

const ID = '019a9f5e-0000-7000-8000-000000000000';

export class NewDrill extends DrillPlan {
  /** `autopilot`: a program plays every role. */
  @IsIn(MODES)
  @ApiProperty({ enum: MODES, example: 'people' })
  mode: Mode;

  /** `owner/name`; default: that of the service. */
  @IsOptional()
  @IsOpaqueId()
  @ApiProperty({ required: false, example: 'acme/shop' })
  repository?: string;

  /** Default: whoever is on call for the service. */
  @IsOptional()
  @IsKey()
  @ApiProperty({ required: false, example: 'rex' })
  responder?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsKey({ each: true })
  @ApiProperty({ required: false, type: [String], example: ['oz'] })
  observers?: string[];

  /** Whoever is on call then is reminded a day and an hour before. */
  @IsOptional()
  @IsInstant()
  @ApiProperty({ required: false, example: '2026-12-01T09:00:00.000Z' })
  scheduledFor?: string;
}

export class ReasonBody {
  @IsString()
  @Length(1, 2_000)
  @ApiProperty({ example: 'A real incident began.' })
  reason: string;
}

export class DrillNoteBody {
  @IsString()
  @Length(1, 20_000)
  @ApiProperty({ example: 'Nobody looked at the latency chart for four minutes.' })
  text: string;
}

export class DrillNoteView {
  @ApiProperty({ example: ID })
  id: string;
  @ApiProperty({ example: '2026-11-21T09:12:00.000Z' })
  at: string;
  @ApiProperty({ example: 'oz' })
  author: string;
  @ApiProperty({ example: 'Nobody looked at the latency chart for four minutes.' })
  text: string;
}

export class DrillNotePage {
  @ApiProperty({ type: () => [DrillNoteView] })
  items: DrillNoteView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}

export class DrillsQuery extends PageQuery {
  @IsOptional()
  @IsKey()
  service?: string;

  @IsOptional()
  @IsIn(STATES)
  @ApiProperty({ enum: STATES, required: false })
  state?: State;

  @IsOptional()
  @IsKey()
  scenario?: string;
}

export class PauseView {
  @ApiProperty({ example: '2026-11-21T09:05:00.000Z' })
  from: string;
  /** Null: it lasts. */
  @ApiProperty({ nullable: true, type: String, example: '2026-11-21T09:10:00.000Z' })
  to: string | null;
}

export class UndoneView {
  @ApiProperty({ example: 'turn pricing-new off in production' })
  what: string;
  /** `by_hand`: whoever runs the service does it. */
  @ApiProperty({ enum: ['done', 'nothing_to_do', 'refused', 'by_hand'] })
  outcome: 'done' | 'nothing_to_do' | 'refused' | 'by_hand';
  @ApiProperty({ nullable: true, type: String, example: null })
  detail: string | null;
}

export class ResultView {
  @ApiProperty({ example: 36 })
  passed: number;
  @ApiProperty({ example: 0 })
  failed: number;
}

export class DrillView {
  @ApiProperty({ example: ID })
  id: string;
  @ApiProperty({ enum: STATES })
  state: State;
  /** Key of its scenario. */
  @ApiProperty({ example: 'checkout-pricing' })
  scenario: string;
  @ApiProperty({ example: 'Prices are wrong behind a flag' })
  title: string;
  @ApiProperty({ enum: MODES })
  mode: Mode;
  @ApiProperty({ example: false })
  surprise: boolean;
  @ApiProperty({ example: 'shop' })
  service: string;
  @ApiProperty({ example: 'production' })
  environment: string;
  @ApiProperty({ nullable: true, type: String, example: 'acme/shop' })
  repository: string | null;
  @ApiProperty({ nullable: true, type: String, example: 'fay' })
  facilitator: string | null;
  /** Null: whoever is on call. */
  @ApiProperty({ nullable: true, type: String, example: 'rex' })
  responder: string | null;
  @ApiProperty({ type: [String], example: ['oz'] })
  observers: string[];
  @ApiProperty({ nullable: true, type: String, example: null })
  scheduledFor: string | null;
  /** Key of the schedule that planned it. */
  @ApiProperty({ nullable: true, type: String, example: null })
  schedule: string | null;
  @ApiProperty({ nullable: true, type: String, example: '2026-11-21T09:00:00.000Z' })
  startedAt: string | null;
  @ApiProperty({ nullable: true, type: String, example: null })
  endedAt: string | null;
  /** Why it was aborted or failed. */
  @ApiProperty({ nullable: true, type: String, example: null })
  reason: string | null;
  @ApiProperty({ type: () => [PauseView] })
  pauses: PauseView[];
  /** What the end of the run undid, and what it could not. */
  @ApiProperty({ type: () => [UndoneView] })
  cleanup: UndoneView[];
  /** How many of its checks passed and failed on what was recorded until its end; null: it goes on, never began, or was not judged. */
  @ApiProperty({ nullable: true, type: () => ResultView })
  result: ResultView | null;
  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  createdAt: string;
  @ApiProperty({ example: 'fay' })
  createdBy: string;
}

export class DrillPage {
  @ApiProperty({ type: () => [DrillView] })
  items: DrillView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}
