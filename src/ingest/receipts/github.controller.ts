import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '../../identity/index.js';
import { GithubWebhooks } from './github-webhooks.js';
import { WebhookAnswer } from './receipts.contract.js';

@ApiTags('ingest')
@Controller('webhooks/github')
export class GithubController {
  constructor(private readonly webhooks: GithubWebhooks) {}

  @Post()
  @HttpCode(202)
  @Public()
  @ApiOperation({ summary: 'Take a webhook of GitHub in; it is processed afterwards' })
  @ApiConsumes('application/json', 'application/x-www-form-urlencoded')
  @ApiHeader({ name: 'X-Hub-Signature-256', required: true, description: 'HMAC-SHA256 of the raw body' })
  @ApiHeader({ name: 'X-GitHub-Delivery', required: true })
  @ApiHeader({ name: 'X-GitHub-Event', required: true })
  @ApiBody({ schema: { type: 'object' }, description: 'Any event of GitHub, up to 25 MB' })
  receive(@Req() request: FastifyRequest): Promise<WebhookAnswer> {
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    return this.webhooks.take(raw, request.headers);
  }
}
