import { ApiProperty } from '@nestjs/swagger';
import { KillSwitchView } from '../../flags/index.js';
import { IsOptional, IsString, MaxLength } from 'class-validator';

export class KillBoardQuery {
  /** Part of a flag's key or name, or of its service. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
}

export class BoardOnCall {
  @ApiProperty({ example: 'ana' })
  person: string;

  @ApiProperty({ example: 'Ana' })
  name: string;

  @ApiProperty({ example: '2026-11-23T08:00:00.000Z' })
  until: string;
}

/** An incident whose impact lasts. */
export class BoardIncident {
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000000' })
  id: string;

  @ApiProperty({ example: 'Checkout answers 500', nullable: true, type: String })
  title: string | null;

  @ApiProperty({ example: 'production' })
  environment: string;

  @ApiProperty({ example: 'sev2', nullable: true, type: String })
  severity: string | null;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  startedAt: string;

  @ApiProperty({ example: false })
  drill: boolean;

  /** The run of the drill that it belongs to: what is flipped for it is to be tagged with that run too. */
  @ApiProperty({ example: null, nullable: true, type: String })
  drillRun: string | null;
}

export class BoardService {
  @ApiProperty({ example: 'checkout' })
  key: string;

  @ApiProperty({ example: 'Checkout' })
  name: string;

  /** Whether the asking person may kill its flags: by permission, or by being on call for it now. */
  @ApiProperty({ example: true })
  mayKill: boolean;

  /** Who is on call for it now. */
  @ApiProperty({ type: () => BoardOnCall, nullable: true })
  onCall: BoardOnCall | null;

  /** The one that a kill most likely answers comes first. */
  @ApiProperty({ type: () => [BoardIncident] })
  incidents: BoardIncident[];
}

/** Our own flip that brought a state. */
export class BoardFlip {
  @ApiProperty({ example: true })
  kill: boolean;

  @ApiProperty({ example: 'ana' })
  actor: string;

  @ApiProperty({ example: 'error rate 40 %', nullable: true, type: String })
  reason: string | null;

  @ApiProperty({ nullable: true, type: String })
  incident: string | null;

  /** The server that answers keeps the flag off by its journal; the database does not know of this kill yet. */
  @ApiProperty({ example: true, required: false })
  journaled?: boolean;
}

/** A flag's state in one production environment. */
export class BoardFlag {
  @ApiProperty({ example: 'checkout-new' })
  key: string;

  @ApiProperty({ example: 'New checkout' })
  name: string;

  @ApiProperty({ example: 'checkout' })
  service: string;

  @ApiProperty({ example: 'production' })
  environment: string;

  @ApiProperty({ example: true })
  on: boolean;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  since: string;

  /** Null: it is as it was born. */
  @ApiProperty({ type: () => BoardFlip, nullable: true })
  flip: BoardFlip | null;

  /** Null: it is no kill switch. */
  @ApiProperty({ type: () => KillSwitchView, nullable: true })
  killSwitch: KillSwitchView | null;
}

export class KillBoardView {
  /** The services of these flags, by name. */
  @ApiProperty({ type: () => [BoardService] })
  services: BoardService[];

  /** First those that are on, then the others, the last turned off first. */
  @ApiProperty({ type: () => [BoardFlag] })
  flags: BoardFlag[];

  /** Not all are here: ask with `q` for the others. */
  @ApiProperty({ example: false })
  more: boolean;

  /** When this was read. While the database is away: what was read last, with the kills of this server's journal. */
  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  asOf: string;
}
