import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Catalog } from '../../catalog/index.js';
import { can, CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, DomainError } from '../../platform/index.js';
import { isKnown } from './ruleset.js';
import { Rulesets } from './rulesets.js';

@ApiTags('flags: evaluation')
@Controller('flagd/v1/flags')
export class FlagdController {
  constructor(
    private readonly rulesets: Rulesets,
    private readonly catalog: Catalog,
  ) {}

  @Get(':environment')
  @Auth('flags:evaluate', 'read')
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
    if (!can(actor, 'read') && actor.environment !== environment) {
      throw new DomainError(
        'forbidden',
        'other_environment',
        `The token is not bound to the environment "${environment}".`,
      );
    }
    const ruleset = this.rulesets.of(environment);
    if (ruleset.flags.size === 0) await this.requireEnvironment(environment);
    const { json, etag } = ruleset.flagd();
    void reply.header('etag', etag);
    if (isKnown(ifNoneMatch, etag)) {
      void reply.status(304);
      return undefined;
    }
    void reply.type('application/json; charset=utf-8');
    return json;
  }

  /** A misspelt environment must not look like one without flags. */
  private async requireEnvironment(environment: string): Promise<void> {
    const services = await this.catalog.services();
    if (services.some(({ environments }) => environments.some(({ key }) => key === environment))) return;
    throw new DomainError('not_found', 'unknown_environment', `No service has an environment "${environment}".`);
  }
}
