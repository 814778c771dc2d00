import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUrl,
  Length,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { IsKey, PageQuery } from '../../platform/index.js';
import { OUTGOING_EVENTS, type OutgoingEvent } from './domain/outgoing-event.js';

export const OUTGOING_KINDS = ['webhook', 'slack'] as const;
export type OutgoingKind = (typeof OUTGOING_KINDS)[number];
export const DELIVERY_STATES = ['due', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

const given = (_: object, value: unknown): boolean => value !== undefined;
const ADDRESS = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

/** Which messages go there. */
export class OutgoingInterest {
  @ValidateIf(given)
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(OUTGOING_EVENTS, { each: true })
  @ApiPropertyOptional({ enum: OUTGOING_EVENTS, isArray: true, example: ['flip', 'kill'] })
  events?: OutgoingEvent[];

  /** Only of these services; null or left out: of all. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsKey({ each: true })
  @ApiPropertyOptional({ type: [String], nullable: true, example: ['checkout'] })
  services?: string[] | null;

  /** Only what happens in these environments; null or left out: in all. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsKey({ each: true })
  @ApiPropertyOptional({ type: [String], nullable: true, example: ['production'] })
  environments?: string[] | null;

  /** False: nothing is sent meanwhile; what happens then is not sent later. */
  @ValidateIf(given)
  @IsBoolean()
  @ApiPropertyOptional({ example: true })
  active?: boolean;
}

export class OutgoingPatch extends OutgoingInterest {
  @ValidateIf(given)
  @IsString()
  @Length(1, 200)
  @ApiPropertyOptional({ example: 'Deploy channel' })
  name?: string;

  /** Where messages go. Kept encrypted; never shown again in whole. */
  @ValidateIf(given)
  @IsUrl(ADDRESS, { message: 'must be an address (https://…)' })
  @MaxLength(2_000)
  @ApiPropertyOptional({ example: 'https://hooks.example.com/loop', writeOnly: true })
  url?: string;
}

export class NewOutgoingBody extends OutgoingInterest {
  @IsIn(OUTGOING_KINDS)
  @ApiProperty({ enum: OUTGOING_KINDS, example: 'webhook' })
  kind: OutgoingKind;

  @IsString()
  @Length(1, 200)
  @ApiProperty({ example: 'Deploy channel' })
  name: string;

  @IsUrl(ADDRESS, { message: 'must be an address (https://…)' })
  @MaxLength(2_000)
  @ApiProperty({ example: 'https://hooks.example.com/loop', writeOnly: true })
  url: string;
}

/** Where messages about flags are sent; never its secret. */
export class OutgoingView {
  @ApiProperty({ example: '019a7b3e-5d51-7c20-9a76-1f0f3b1b8f10' })
  id: string;

  @ApiProperty({ enum: OUTGOING_KINDS, example: 'webhook' })
  kind: OutgoingKind;

  @ApiProperty({ example: 'Deploy channel' })
  name: string;

  /** The address without what may be secret in it. */
  @ApiProperty({ example: 'https://hooks.example.com' })
  target: string;

  @ApiProperty({ enum: OUTGOING_EVENTS, isArray: true, example: ['flip', 'kill'] })
  events: OutgoingEvent[];

  @ApiProperty({ type: [String], nullable: true, example: ['checkout'] })
  services: string[] | null;

  @ApiProperty({ type: [String], nullable: true, example: ['production'] })
  environments: string[] | null;

  @ApiProperty({ example: true })
  active: boolean;

  /** Deliveries that wait for their next try. */
  @ApiProperty({ example: 0 })
  due: number;

  /** Deliveries that were given up. */
  @ApiProperty({ example: 0 })
  failed: number;

  @ApiProperty({ type: String, nullable: true, example: '2026-11-21T08:00:00.000Z' })
  lastDeliveredAt: string | null;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  createdAt: string;

  @ApiProperty({ example: 'ana' })
  createdBy: string;
}

export class NewOutgoingView extends OutgoingView {
  /** What a webhook's messages are signed with, shown only here; null for Slack. */
  @ApiProperty({ type: String, nullable: true, example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' })
  secret: string | null;
}

export class OutgoingPage {
  items: OutgoingView[];

  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor: string | null;
}

export class OutgoingTest {
  @ApiProperty({ example: true })
  ok: boolean;

  @ApiProperty({ example: 'https://hooks.example.com answered 204.' })
  detail: string;
}

export class DeliveriesQuery extends PageQuery {
  @IsOptional()
  @IsIn(DELIVERY_STATES)
  @ApiPropertyOptional({ enum: DELIVERY_STATES })
  state?: DeliveryState;
}

export class DeliveryView {
  @ApiProperty({ example: '019a7b3e-5d51-7c20-9a76-1f0f3b1b8f10' })
  id: string;

  /** The message's id, the same through all tries. */
  @ApiProperty({ example: '019a7b3e-5d51-7c20-9a76-1f0f3b1b8f11' })
  message: string;

  @ApiProperty({ example: 'flag.kill' })
  type: string;

  @ApiProperty({ type: String, nullable: true, example: 'checkout-new' })
  flag: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'production' })
  environment: string | null;

  @ApiProperty({ enum: DELIVERY_STATES, example: 'due' })
  state: DeliveryState;

  @ApiProperty({ example: 2 })
  tries: number;

  /** What the last try was answered; null: nothing. */
  @ApiProperty({ type: Number, nullable: true, example: 503 })
  status: number | null;

  /** Why the last try failed. */
  @ApiProperty({ type: String, nullable: true, example: 'answered 503' })
  error: string | null;

  /** When it is tried next; null: never. */
  @ApiProperty({ type: String, nullable: true, example: '2026-11-21T08:00:30.000Z' })
  nextTryAt: string | null;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  createdAt: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  deliveredAt: string | null;
}

export class DeliveryPage {
  items: DeliveryView[];

  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor: string | null;
}
