import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth } from '../../platform/index.js';
import { clientOf, NamesClient } from '../instances/client.js';
import { Instances } from '../instances/instances.js';
import { EnvironmentAccess } from './environment-access.js';
import { isKnown } from './ruleset.js';
import { Rulesets } from './rulesets.js';

@ApiTags('flags: evaluation')
@Controller('flagd/v1/flags')
export class FlagdController {
  constructor(
    private readonly rulesets: Rulesets,
    private readonly access: EnvironmentAccess,
    private readonly instances: Instances,
  ) {}

  @Get(':environment')
  @Auth('flags:evaluate', 'read')
  @NamesClient()
  @ApiOperation({ summary: "An environment's flags as flagd definitions, for flagd's HTTP sync" })
  @ApiOkResponse({
    schema: {
      type: 'object',
      example: {
        flags: { 'checkout-new': { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'on' } },
      },
    },
  })
  @ApiResponse({ status: 304, description: 'The reader has this document already.' })
  async document(
    @Param('environment') environment: string,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    await this.access.require(actor, environment);
    const ruleset = this.rulesets.of(environment);
    const { json, etag } = ruleset.flagd();
    this.instances.handed(environment, clientOf(reply.request), 'sync', ruleset.revision);
    void reply.header('etag', etag);
    if (isKnown(ifNoneMatch, etag)) {
      void reply.status(304);
      return undefined;
    }
    void reply.type('application/json; charset=utf-8');
    return json;
  }
}
