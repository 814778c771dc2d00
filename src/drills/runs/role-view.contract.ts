import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { ROLES, type Role } from '../domain/scenario.js';
import { STATES, type State } from '../domain/run.js';
import type { SignalState } from '../domain/signals.js';

const AT = '2026-11-21T09:00:30.000Z';
const SIGNAL_STATES = ['not_yet', 'awaited', 'seen', 'late', 'overdue'];

export class RoleQuery {
  /** Default: that of the caller. */
  @IsOptional()
  @IsIn(ROLES)
  @ApiProperty({ enum: ROLES, required: false })
  role?: Role;
}

export class StepShown {
  @ApiProperty({ example: 'kill' })
  id: string;
  @ApiProperty({ example: 'Kill the flag' })
  title: string;
  @ApiProperty({ enum: ROLES })
  role: Role;
  @ApiProperty({ example: 'Kill it on the board, and name the incident.' })
  detail: string;
}

export class InjectShown {
  @ApiProperty({ example: 'release' })
  id: string;
  @ApiProperty({ example: 'The new prices are released' })
  title: string;
  @ApiProperty({ example: 30 })
  atSeconds: number;
  /** `flip` is done by firing it; the others happen where the service lives. */
  @ApiProperty({ type: 'object', additionalProperties: true, example: { kind: 'flip', flag: 'pricing-new', on: true } })
  does: object;
  @ApiProperty({ nullable: true, type: String, example: AT })
  plannedAt: string | null;
  @ApiProperty({ nullable: true, type: String, example: null })
  firedAt: string | null;
}

export class SignalShown {
  @ApiProperty({ example: 'paged' })
  id: string;
  @ApiProperty({ example: 'Somebody is paged' })
  title: string;
  @ApiProperty({ enum: ['alert', 'page', 'acknowledged', 'incident', 'mitigated', 'restored'] })
  signal: string;
  /** The inject that it follows. */
  @ApiProperty({ example: 'release' })
  after: string;
  @ApiProperty({ example: 60 })
  withinSeconds: number;
  @ApiProperty({ enum: SIGNAL_STATES })
  state: SignalState;
  @ApiProperty({ nullable: true, type: String, example: AT })
  dueAt: string | null;
  @ApiProperty({ nullable: true, type: String, example: null })
  seenAt: string | null;
}

export class DrillIncident {
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000001' })
  id: string;
  @ApiProperty({ example: AT })
  startedAt: string;
  @ApiProperty({ nullable: true, type: String })
  acknowledgedAt: string | null;
  @ApiProperty({ nullable: true, type: String })
  mitigatedAt: string | null;
  @ApiProperty({ nullable: true, type: String })
  restoredAt: string | null;
}

export class RoleView {
  @ApiProperty({ enum: ROLES })
  role: Role;
  @ApiProperty({ enum: STATES })
  state: State;
  /** What the role is told. */
  @ApiProperty({ example: 'You are on call. Something is about to happen.' })
  brief: string;
  @ApiProperty({ type: () => [StepShown] })
  steps: StepShown[];
  /** Of a surprise, those that have happened, unless the role is the facilitator's. */
  @ApiProperty({ type: () => [InjectShown] })
  injects: InjectShown[];
  @ApiProperty({ type: () => [SignalShown] })
  signals: SignalShown[];
  /** The incident of the run. */
  @ApiProperty({ nullable: true, type: () => DrillIncident })
  incident: DrillIncident | null;
  /** Who is on call for the service now. */
  @ApiProperty({ nullable: true, type: String, example: 'rex' })
  onCall: string | null;
  @ApiProperty({ example: AT })
  now: string;
  /** On the clock of the run; null: it has not started. */
  @ApiProperty({ nullable: true, type: Number, example: 30 })
  elapsedSeconds: number | null;
}
