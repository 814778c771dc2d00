import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth } from '../../platform/index.js';
import { KillQuestions } from './kill-questions.service.js';
import { KillReviews } from './kill-reviews.service.js';
import {
  AnswerBody,
  KillQuestionPage,
  KillQuestionsQuery,
  KillQuestionView,
  KillReviewPage,
  KillReviewsQuery,
  KillReviewView,
  KillReviewBody,
} from './kills.contract.js';

@ApiTags('flag change control')
@Controller('api/v1')
export class KillsController {
  constructor(
    private readonly reviews: KillReviews,
    private readonly questions: KillQuestions,
  ) {}

  @Get('kill-reviews')
  @Auth('read', 'flags:write', 'flags:kill')
  @ApiOperation({ summary: 'Kills without approval that are to be reviewed, or were, newest first' })
  async listReviews(@Query() query: KillReviewsQuery): Promise<KillReviewPage> {
    return this.reviews.list(query);
  }

  @Get('kill-reviews/:id')
  @Auth('read', 'flags:write', 'flags:kill')
  @ApiOperation({ summary: 'One review of a kill' })
  async getReview(@Param('id') id: string): Promise<KillReviewView> {
    return this.reviews.get(id);
  }

  @Post('kill-reviews/:id/done')
  @HttpCode(200)
  @Auth('flags:write')
  @ApiOperation({ summary: 'Say what came out of the review; not by whoever killed' })
  async done(
    @Param('id') id: string,
    @Body() { note }: KillReviewBody,
    @CurrentActor() actor: Actor,
  ): Promise<KillReviewView> {
    return this.reviews.done(id, note, actor);
  }

  @Get('kill-questions')
  @Auth('read', 'flags:write', 'flags:kill')
  @ApiOperation({ summary: 'Whether killed flags should stay off: what is asked, or will be, newest first' })
  async listQuestions(@Query() query: KillQuestionsQuery): Promise<KillQuestionPage> {
    return this.questions.list(query);
  }

  @Get('kill-questions/:id')
  @Auth('read', 'flags:write', 'flags:kill')
  @ApiOperation({ summary: 'One such question' })
  async getQuestion(@Param('id') id: string): Promise<KillQuestionView> {
    return this.questions.get(id);
  }

  @Post('kill-questions/:id/answer')
  @HttpCode(200)
  @Auth()
  @ApiOperation({
    summary: 'Keep a killed flag off (by whoever may kill it), or turn it on (as a flip, with its approval)',
  })
  async answer(
    @Param('id') id: string,
    @Body() body: AnswerBody,
    @CurrentActor() actor: Actor,
  ): Promise<KillQuestionView> {
    return this.questions.answer(id, body, actor);
  }
}
