import { Controller, Headers, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '../../identity/index.js';
import { AppConfig } from '../../platform/index.js';
import { isSigned } from '../domain/github/signature.js';
import { badSignature, missingHeader, noWebhookSecret, unreadablePayload } from '../ingest.errors.js';
import { faultOf } from './github-body.js';
import { WebhookAnswer } from './receipts.contract.js';
import { Receipts } from './receipts.service.js';

const DELIVERY = /^[\x21-\x7e]{1,200}$/;
const EVENT = /^[a-z][a-z0-9_]{0,99}$/;

@ApiTags('ingest')
@Controller('webhooks/github')
export class GithubController {
  constructor(
    private readonly config: AppConfig,
    private readonly receipts: Receipts,
  ) {}

  @Post()
  @HttpCode(202)
  @Public()
  @ApiOperation({ summary: 'Take a webhook of GitHub in; it is processed afterwards' })
  @ApiConsumes('application/json', 'application/x-www-form-urlencoded')
  @ApiHeader({ name: 'X-Hub-Signature-256', required: true, description: 'HMAC-SHA256 of the raw body' })
  @ApiHeader({ name: 'X-GitHub-Delivery', required: true })
  @ApiHeader({ name: 'X-GitHub-Event', required: true })
  @ApiBody({ schema: { type: 'object' }, description: 'Any event of GitHub, up to 25 MB' })
  async receive(
    @Req() request: FastifyRequest,
    @Headers('x-hub-signature-256') signature: string | undefined,
    @Headers('x-github-delivery') delivery: string | undefined,
    @Headers('x-github-event') event: string | undefined,
  ): Promise<WebhookAnswer> {
    const secret = this.config.githubWebhookSecret;
    if (secret === null) throw noWebhookSecret();
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (!isSigned(raw, signature, secret)) throw badSignature();
    if (delivery === undefined || !DELIVERY.test(delivery)) throw missingHeader('X-GitHub-Delivery');
    if (event === undefined || !EVENT.test(event)) throw missingHeader('X-GitHub-Event');
    const contentType = request.headers['content-type'];
    const fault = faultOf(raw, contentType);
    if (fault !== null) throw unreadablePayload(fault);
    return this.receipts.receive({
      source: 'github',
      deliveryId: delivery,
      event,
      headers: headersOf(request),
      raw,
    });
  }
}

const KEPT = [
  'content-type',
  'user-agent',
  'x-github-event',
  'x-github-delivery',
  'x-github-hook-id',
  'x-github-enterprise-host',
];

/** The headers worth keeping: never the signature's, nor those of the way here. */
function headersOf(request: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    KEPT.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
