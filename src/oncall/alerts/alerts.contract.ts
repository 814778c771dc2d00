import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { IsKey, PageQuery } from '../../platform/index.js';
import { ALERT_SEVERITIES, ALERT_STATES, type AlertSeverity, type AlertState } from '../domain/alert.js';

const PAGE_STATES = ['due', 'delivered', 'failed', 'stopped'] as const;

export class AlertsQuery extends PageQuery {
  @IsOptional()
  @IsKey()
  service?: string;

  @ApiProperty({ enum: ALERT_STATES, required: false })
  @IsOptional()
  @IsIn(ALERT_STATES)
  state?: AlertState;
}

/** A signal from monitoring. */
export class AlertView {
  @ApiProperty({ example: '019a7b3e-5d51-7c20-9a76-1f0f3b1b8f10' })
  id: string;

  @ApiProperty({ example: 'checkout' })
  service: string;

  @ApiProperty({ type: String, nullable: true, example: 'production' })
  environment: string | null;

  @ApiProperty({ example: 'p99 is above 2 s' })
  title: string;

  @ApiProperty({ enum: ALERT_SEVERITIES, example: 'sev1' })
  severity: AlertSeverity;

  @ApiProperty({ enum: ALERT_STATES, example: 'triggered' })
  state: AlertState;

  /** Id of the alert source. */
  source: string;

  /** What the source calls it: the event's dedup key, or the fingerprint. */
  @ApiProperty({ example: 'c4f9a1b2d3e4f567' })
  dedupKey: string;

  /** Whether it declares an incident. */
  declare: boolean;

  /** When the trouble began, by the sender's clock. */
  startedAt: Date | null;
  triggeredAt: Date;
  acknowledgedAt: Date | null;
  /** The person, or the name of the token; null where monitoring did it. */
  acknowledgedBy: string | null;
  resolvedAt: Date | null;
  resolvedBy: string | null;
  /** The run of a drill that it belongs to. */
  @ApiProperty({ type: String, nullable: true, example: null })
  drillRun: string | null;
}

export class AlertPage {
  items: AlertView[];
  nextCursor: string | null;
}

/** One try to reach one contact. */
export class PageAttemptView {
  at: Date;
  /** From 1. */
  try: number;

  @ApiProperty({ enum: ['webhook', 'email', 'slack', 'none'], example: 'webhook' })
  contact: string;

  /** The address of the e-mail, or the host of the webhook. */
  @ApiProperty({ example: 'https://pager.example.com' })
  target: string;

  delivered: boolean;
  /** HTTP status of the answer, where there was one. */
  status: number | null;
  reason: string | null;
}

/** One person to be reached at one level; without a person, the level that is next. */
export class PageView {
  /** The same in every try, so that a receiver can tell a repetition. */
  id: string;
  /** 0 = whoever is on call. */
  level: number;

  @ApiProperty({ type: String, nullable: true, example: 'ada' })
  person: string | null;

  @ApiProperty({ enum: PAGE_STATES, example: 'delivered' })
  state: (typeof PAGE_STATES)[number];

  dueAt: Date;
  tries: number;
  deliveredAt: Date | null;
  reason: string | null;

  @ApiProperty({ type: () => [PageAttemptView] })
  attempts: PageAttemptView[];
}

export class AlertDetail extends AlertView {
  /** What else the sender said. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  details: Record<string, unknown>;

  @ApiProperty({ type: () => [PageView] })
  pages: PageView[];
}
