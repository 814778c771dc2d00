import { Body, Controller, Delete, HttpCode, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Auth, CurrentActor, Integrations, IntegrationView, type Actor } from '../../identity/index.js';
import { WebhookSecretBody } from './webhook-secret.contract.js';
import { WebhookSecret } from './webhook-secret.js';

@ApiTags('integrations')
@Controller('api/v1/integrations/github')
export class WebhookSecretController {
  constructor(
    private readonly secret: WebhookSecret,
    private readonly integrations: Integrations,
  ) {}

  @Put()
  @Auth('admin')
  @ApiOperation({
    summary: 'Set the secret of the webhooks of GitHub; every process takes it within a second',
    description:
      'LOOP_GITHUB_WEBHOOK_SECRET in the environment wins over it. 409 `no_secret_key` where there is no key to encrypt it with.',
  })
  async set(@Body() { secret }: WebhookSecretBody, @CurrentActor() actor: Actor): Promise<IntegrationView> {
    await this.secret.set(secret, actor);
    return this.integrations.view('github');
  }

  @Delete()
  @HttpCode(204)
  @Auth('admin')
  @ApiOperation({ summary: 'Forget the secret that was set here' })
  remove(@CurrentActor() actor: Actor): Promise<void> {
    return this.secret.remove(actor);
  }
}
