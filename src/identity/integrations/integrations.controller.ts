import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Auth } from '../../platform/index.js';
import { CurrentActor, type Actor } from '../actor.js';
import { IntegrationPage, IntegrationTest } from './integrations.contract.js';
import { Integrations } from './integrations.js';

@ApiTags('integrations')
@Controller('api/v1/integrations')
export class IntegrationsController {
  constructor(private readonly integrations: Integrations) {}

  @Get()
  @Auth('admin')
  @ApiOperation({ summary: 'Systems outside: which are set up, where, and when they were last heard of' })
  async list(): Promise<IntegrationPage> {
    return { items: await this.integrations.list(), nextCursor: null };
  }

  @Post(':key/test')
  @HttpCode(200)
  @Auth('admin')
  @ApiOperation({
    summary: 'Try one',
    description:
      'github: a signed ping goes the way of a webhook; email: a mail is sent to whoever asks; oidc: the discovery of the issuer is fetched. What fails is told with 200 and `ok: false`.',
  })
  test(@Param('key') key: string, @CurrentActor() actor: Actor): Promise<IntegrationTest> {
    return this.integrations.test(key, actor);
  }
}
