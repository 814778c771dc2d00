import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { IsFlagKey, PageQuery } from '../../platform/index.js';

export const REVIEW_FILTERS = ['open', 'overdue', 'done'] as const;
export type ReviewFilter = (typeof REVIEW_FILTERS)[number];

const QUESTION_STATES = ['waiting', 'asked', 'kept_off', 'turned_on'] as const;
export const QUESTION_FILTERS = ['open', 'answered'] as const;

export const ANSWERS = ['keep_off', 'turn_on'] as const;

class Killed {
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000000' })
  id: string;

  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  @ApiProperty({ example: 'checkout' })
  service: string;

  @ApiProperty({ example: 'production' })
  environment: string;

  @ApiProperty({ example: 'ana' })
  killedBy: string;

  /** Why it was killed. */
  @ApiProperty({ example: 'error rate 40 %' })
  reason: string;

  @ApiProperty({ example: '2026-11-21T02:00:00.000Z' })
  killedAt: string;
}

/** A kill where changes need approval: somebody else looks at it within a day. */
export class KillReviewView extends Killed {
  @ApiProperty({ nullable: true, type: String, example: null })
  incident: string | null;

  @ApiProperty({ example: '2026-11-22T02:00:00.000Z' })
  dueAt: string;

  @ApiProperty({ enum: REVIEW_FILTERS, example: 'open' })
  state: ReviewFilter;

  @ApiProperty({ example: 'bo', nullable: true, type: String })
  reviewedBy: string | null;

  @ApiProperty({ nullable: true, type: String, example: null })
  reviewedAt: string | null;

  /** What the reviewer found. */
  @ApiProperty({ nullable: true, type: String, example: 'It was right: the carts came back at once.' })
  note: string | null;
}

export class KillReviewPage {
  @ApiProperty({ type: [KillReviewView] })
  items: KillReviewView[];

  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}

export class KillReviewsQuery extends PageQuery {
  @IsOptional()
  @IsFlagKey()
  flag?: string;

  /** overdue ones are open too. */
  @IsOptional()
  @IsIn(REVIEW_FILTERS)
  @ApiProperty({ enum: REVIEW_FILTERS, required: false })
  state?: ReviewFilter;
}

export class KillReviewBody {
  /** What the reviewer found. */
  @IsString()
  @MaxLength(5_000)
  @Matches(/\S/, { message: 'must say what you found' })
  @ApiProperty({ example: 'It was right: the carts came back at once.' })
  note: string;
}

/** Whether a killed flag should stay off: asked, never decided by itself. */
export class KillQuestionView extends Killed {
  /** When it is asked, or was. */
  @ApiProperty({ example: '2026-11-21T04:00:00.000Z' })
  askAt: string;

  @ApiProperty({ enum: QUESTION_STATES, example: 'asked' })
  state: (typeof QUESTION_STATES)[number];

  @ApiProperty({ nullable: true, type: String, example: null })
  answeredBy: string | null;

  @ApiProperty({ nullable: true, type: String, example: null })
  answeredAt: string | null;

  @ApiProperty({ nullable: true, type: String, example: null })
  note: string | null;
}

export class KillQuestionPage {
  @ApiProperty({ type: [KillQuestionView] })
  items: KillQuestionView[];

  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}

export class KillQuestionsQuery extends PageQuery {
  @IsOptional()
  @IsFlagKey()
  flag?: string;

  @IsOptional()
  @IsIn(QUESTION_FILTERS)
  @ApiProperty({ enum: QUESTION_FILTERS, required: false })
  state?: (typeof QUESTION_FILTERS)[number];
}

export class AnswerBody {
  /** turn_on is a flip: it needs flags:write, and the approval that a flip needs. */
  @IsIn(ANSWERS)
  @ApiProperty({ enum: ANSWERS, example: 'keep_off' })
  answer: (typeof ANSWERS)[number];

  @IsString()
  @MaxLength(2_000)
  @Matches(/\S/, { message: 'must say why' })
  @ApiProperty({ example: 'the fix goes out on Monday' })
  reason: string;

  /** With keep_off: when to ask again, a duration or an instant; left out: not again. */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  @ApiProperty({ example: 'P2D', required: false, nullable: true, type: String })
  askAfter?: string | null;
}
