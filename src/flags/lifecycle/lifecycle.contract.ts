import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { IsKey, IsOpaqueId } from '../../platform/index.js';
import { FlagClientsView } from '../instances/instances.contract.js';
import { FLAG_OUTCOMES, type FlagOutcome } from '../domain/flag.js';

class Reasoned {
  /** Why; it stands in the history and in the incident. */
  @IsString()
  @MaxLength(2_000)
  @Matches(/\S/, { message: 'must say why' })
  @ApiProperty({ example: 'error rate 40 % since the flip' })
  reason: string;

  /** The incident that this answers. */
  @IsOptional()
  @IsOpaqueId()
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000000', required: false, nullable: true, type: String })
  incident?: string | null;
}

export class FlipBody extends Reasoned {
  @IsBoolean()
  @ApiProperty({ example: true })
  on: boolean;
}

export class KillBody extends Reasoned {
  @IsKey()
  @ApiProperty({ example: 'production' })
  environment: string;

  /**
   * When to ask whether it should stay off: a duration such as PT2H or an instant, between a minute and 30 days ahead. It never
   * comes back by itself.
   */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  @ApiProperty({ example: 'PT2H', required: false, nullable: true, type: String })
  askAfter?: string | null;
}

class OpenedReview {
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000000' })
  id: string;

  @ApiProperty({ example: '2026-11-22T08:00:00.000Z' })
  dueAt: string;
}

class TimedQuestion {
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000000' })
  id: string;

  @ApiProperty({ example: '2026-11-21T10:00:00.000Z' })
  askAt: string;
}

export class CompleteBody {
  /** kept: the new way stays; discarded: it goes. */
  @IsIn(FLAG_OUTCOMES)
  @ApiProperty({ enum: FLAG_OUTCOMES, example: 'kept' })
  outcome: FlagOutcome;
}

/** A kill that was taken while the database was away. */
export class JournaledView {
  /** Names the kill in the journal; its flip has the same id later. */
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000000' })
  id: string;

  @ApiProperty({ enum: ['this_process'], isArray: true, example: ['this_process'] })
  inEffect: 'this_process'[];

  @ApiProperty({
    enum: ['other_processes', 'database'],
    isArray: true,
    example: ['other_processes', 'database'],
  })
  notYetKnownTo: ('other_processes' | 'database')[];

  /** The same in words. */
  @ApiProperty({ example: 'The database is away. The kill is written down on disk and in effect in this process.' })
  detail: string;
}

/** The state of a flag in an environment after a flip, or as it was already. */
export class FlipView {
  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  @ApiProperty({ example: 'production' })
  environment: string;

  @ApiProperty({ example: true })
  on: boolean;

  /** Revision of the inventory at which this state came to be. */
  @ApiProperty({ example: 42 })
  revision: number;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  flippedAt: string;

  /** Of a kill where changes need approval: another person reviews it. */
  @ApiProperty({ type: OpenedReview, nullable: true, required: false })
  review?: OpenedReview | null;

  /** Of a kill with a timer: when it will be asked whether it should stay off. */
  @ApiProperty({ type: TimedQuestion, nullable: true, required: false })
  question?: TimedQuestion | null;

  /** How far it has come already with the clients that name themselves; null: that could not be told in a moment. */
  @ApiProperty({ type: FlagClientsView, required: false, nullable: true })
  clients?: FlagClientsView | null;

  /** Only of a kill that the journal took because the database was away: where it counts already, and where not yet. */
  @ApiProperty({ type: () => JournaledView, required: false })
  journaled?: JournaledView;
}
