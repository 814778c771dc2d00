import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Length,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsInstant, IsKey, IsOpaqueId, PageQuery } from '../platform/index.js';
import { ActionView } from './actions/actions.contract.js';
import { POSTMORTEM_STATES, type PostmortemState } from './domain/postmortem.js';

const given = (_: object, value: unknown): boolean => value !== undefined;

/** A line of the story. */
export class StoryLine {
  @IsInstant()
  @ApiProperty({ example: '2026-11-21T08:20:00.000Z' })
  at: string;

  @IsString()
  @Length(1, 20_000)
  @ApiProperty({ example: 'mitigated (ada): by flag_off, flag checkout-new' })
  text: string;
}

/** What may be changed of a postmortem; what is left out stays. */
export class PostmortemPatch {
  @ValidateIf(given)
  @IsString()
  @Length(1, 600)
  @ApiProperty({ required: false, example: 'Postmortem: checkout answers 500' })
  title?: string;

  @ValidateIf(given)
  @IsString()
  @MaxLength(50_000)
  @ApiProperty({ required: false, example: 'The new form asked the old API.' })
  summary?: string;

  @ValidateIf(given)
  @IsString()
  @MaxLength(50_000)
  @ApiProperty({ required: false, example: 'One order in three failed for 20 minutes.' })
  impact?: string;

  @ValidateIf(given)
  @IsArray()
  @ArrayMaxSize(5_000)
  @ValidateNested({ each: true })
  @Type(() => StoryLine)
  @ApiProperty({ required: false, type: () => [StoryLine] })
  timeline?: StoryLine[];

  @ValidateIf(given)
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  @Length(1, 20_000, { each: true })
  @ApiProperty({ required: false, type: [String], example: ['No contract test between form and API'] })
  contributingFactors?: string[];

  @ValidateIf(given)
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  @Length(1, 20_000, { each: true })
  @ApiProperty({ required: false, type: [String] })
  wentWell?: string[];

  @ValidateIf(given)
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  @Length(1, 20_000, { each: true })
  @ApiProperty({ required: false, type: [String] })
  wentWrong?: string[];

  @ValidateIf(given)
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  @Length(1, 20_000, { each: true })
  @ApiProperty({ required: false, type: [String] })
  gotLucky?: string[];
}

/** The author asks for a review with an empty body; another person reviews. */
export class ReviewBody {
  /** Of a reviewer: false asks for changes; default true. */
  @ValidateIf(given)
  @IsBoolean()
  @ApiProperty({ required: false, example: true })
  approve?: boolean;

  @IsOptional()
  @IsString()
  @Length(1, 20_000)
  @ApiProperty({ required: false, nullable: true, type: String, example: 'Clear; the contract test is the point.' })
  note?: string | null;
}

export class PostmortemsQuery extends PageQuery {
  @IsOptional()
  @IsKey()
  service?: string;

  @IsOptional()
  @IsOpaqueId()
  incident?: string;

  @IsOptional()
  @IsIn(POSTMORTEM_STATES)
  @ApiProperty({ enum: POSTMORTEM_STATES, required: false })
  state?: PostmortemState;
}

/** Seconds from the start of the impact; null: not known. */
export class DurationsView {
  @ApiProperty({ nullable: true, type: Number, example: 240 })
  detectSeconds: number | null;
  @ApiProperty({ nullable: true, type: Number, example: 300 })
  acknowledgeSeconds: number | null;
  @ApiProperty({ nullable: true, type: Number, example: 1200 })
  mitigateSeconds: number | null;
  @ApiProperty({ nullable: true, type: Number, example: 1200 })
  restoreSeconds: number | null;
}

export class PostmortemView {
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000000' })
  id: string;
  @ApiProperty({ enum: POSTMORTEM_STATES })
  state: PostmortemState;
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000001' })
  incident: string;
  @ApiProperty({ example: 'checkout' })
  service: string;
  @ApiProperty({ example: 'Postmortem: checkout answers 500' })
  title: string;
  @ApiProperty({ example: 'The new form asked the old API.' })
  summary: string;
  @ApiProperty({ example: 'One order in three failed for 20 minutes.' })
  impact: string;
  @ApiProperty({ type: () => DurationsView })
  durations: DurationsView;
  @ApiProperty({ type: () => [StoryLine] })
  timeline: StoryLine[];
  @ApiProperty({ type: [String] })
  contributingFactors: string[];
  @ApiProperty({ type: [String] })
  wentWell: string[];
  @ApiProperty({ type: [String] })
  wentWrong: string[];
  @ApiProperty({ type: [String] })
  gotLucky: string[];
  @ApiProperty({ example: 'ada' })
  author: string;
  @ApiProperty({ nullable: true, type: String })
  reviewRequestedAt: string | null;
  @ApiProperty({ nullable: true, type: String, example: 'bob' })
  reviewedBy: string | null;
  @ApiProperty({ nullable: true, type: String })
  reviewedAt: string | null;
  @ApiProperty({ nullable: true, type: String })
  reviewNote: string | null;
  @ApiProperty({ nullable: true, type: String })
  publishedAt: string | null;
  @ApiProperty({ nullable: true, type: String })
  publishedBy: string | null;
  @ApiProperty({ type: () => [ActionView] })
  actions: ActionView[];
  @ApiProperty({ example: '2026-11-21T10:00:00.000Z' })
  createdAt: string;
  @ApiProperty({ example: '2026-11-21T10:00:00.000Z' })
  updatedAt: string;
}

export class PostmortemPage {
  @ApiProperty({ type: () => [PostmortemView] })
  items: PostmortemView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}
