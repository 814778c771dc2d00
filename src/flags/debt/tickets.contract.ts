import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUrl, MaxLength, MinLength } from 'class-validator';
import { TRACKERS, type TrackerKind } from './trackers.js';

export const TICKET_STATES = ['opening', 'open', 'failed'] as const;

export class TrackerBody {
  @IsIn(TRACKERS)
  @ApiProperty({ enum: TRACKERS, example: 'github' })
  kind: TrackerKind;

  /** jira: the site; webhook: where to send to; github and linear: another API than the public one. */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2_000)
  @ApiProperty({ example: 'https://acme.atlassian.net', required: false, nullable: true, type: String })
  url?: string | null;

  /** github: owner/name; jira: key of the project; linear: id of the team. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  @ApiProperty({ example: 'acme/shop', required: false, nullable: true, type: String })
  project?: string | null;

  /** jira: e-mail of the account that the token is of. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  @ApiProperty({ example: 'loop@acme.example', required: false, nullable: true, type: String })
  account?: string | null;

  /** Token of the tracker; kept encrypted, never shown. */
  @IsString()
  @MinLength(1)
  @MaxLength(2_000)
  @ApiProperty({ example: 'a-token', writeOnly: true })
  secret: string;
}

export class TrackerView {
  @ApiProperty({ enum: TRACKERS, nullable: true, type: String, example: 'github' })
  kind: TrackerKind | null;

  @ApiProperty({ nullable: true, type: String })
  url: string | null;

  @ApiProperty({ nullable: true, type: String, example: 'acme/shop' })
  project: string | null;

  @ApiProperty({ nullable: true, type: String })
  account: string | null;

  /** False: none is set, or its token cannot be read with this LOOP_SECRET_KEY. */
  @ApiProperty({ example: true })
  configured: boolean;
}

/** The removal ticket that Delivery Loop opened for a flag. */
export class FlagTicketView {
  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  /** opening: on its way, tried again while it fails; failed: given up, ask again once mended. */
  @ApiProperty({ enum: TICKET_STATES, example: 'open' })
  state: (typeof TICKET_STATES)[number];

  @ApiProperty({ example: 1 })
  tries: number;

  /** What the tracker said last. */
  @ApiProperty({ nullable: true, type: String, example: null })
  error: string | null;

  @ApiProperty({ nullable: true, type: String, example: 'https://github.com/acme/shop/issues/12' })
  url: string | null;

  @ApiProperty({ example: 'ana' })
  requestedBy: string;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  requestedAt: string;
}
