import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Auth } from '../../platform/index.js';
import { targetingOf } from './targeting-body.js';
import { DryRunBody, DryRunView, PreviewBody, PreviewView } from './trial.contract.js';
import { Trials } from './trials.service.js';

@ApiTags('flags: targeting')
@Controller('api/v1/flags/:key/environments/:environment')
export class TrialsController {
  constructor(private readonly trials: Trials) {}

  @Post('dry-run')
  @HttpCode(200)
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'What a context would get in an environment, and why, step by step; nothing is counted' })
  async dryRun(
    @Param('key') key: string,
    @Param('environment') environment: string,
    @Body() body: DryRunBody,
  ): Promise<DryRunView> {
    const draft = body.rules === undefined ? null : targetingOf(body);
    return this.trials.dryRun(key, environment, body.context, draft);
  }

  @Post('rules/preview')
  @HttpCode(200)
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'What an edit of rules or answers would change, and for whom, before it is saved' })
  async preview(
    @Param('key') key: string,
    @Param('environment') environment: string,
    @Body() body: PreviewBody,
  ): Promise<PreviewView> {
    const { rules, variants, defaultVariant, offVariant, contexts = null } = body;
    const targeting = rules === undefined ? null : targetingOf(body);
    return this.trials.preview(key, environment, { targeting, variants, defaultVariant, offVariant }, contexts);
  }
}
