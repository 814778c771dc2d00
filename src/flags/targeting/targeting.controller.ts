import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, etagOf, IfMatch, PageQuery } from '../../platform/index.js';
import { RestoreRulesBody, SaveTargetingBody, TargetingVersionPage, TargetingView } from './targeting.contract.js';
import { TargetingReads } from './targeting.reads.js';
import { targetingOf } from './targeting-body.js';
import { TargetingService, viewOf } from './targeting.service.js';

@ApiTags('flags: targeting')
@Controller('api/v1/flags/:key/environments/:environment/rules')
export class TargetingController {
  constructor(
    private readonly targeting: TargetingService,
    private readonly reads: TargetingReads,
  ) {}

  @Get()
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'What decides what a flag that is on answers in an environment' })
  async get(@Param('key') key: string, @Param('environment') environment: string): Promise<TargetingView> {
    return viewOf(key, (await this.reads.get(key, environment)).state);
  }

  @Put()
  @Auth('flags:write')
  @ApiOperation({ summary: "Replace a flag's rules, prerequisites and fallback in an environment" })
  async put(
    @Param('key') key: string,
    @Param('environment') environment: string,
    @Body() body: SaveTargetingBody,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<TargetingView> {
    const save = { reason: body.reason ?? null, ifMatch };
    return this.targeting.save(key, environment, targetingOf(body), save, actor);
  }

  @Get('versions')
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'Rules as they were saved, newest first' })
  async versions(
    @Param('key') key: string,
    @Param('environment') environment: string,
    @Query() query: PageQuery,
  ): Promise<TargetingVersionPage> {
    return this.reads.versions(key, environment, query);
  }

  @Post('restore')
  @HttpCode(200)
  @Auth('flags:write')
  @ApiOperation({ summary: 'Bring back rules as they were saved once' })
  async restore(
    @Param('key') key: string,
    @Param('environment') environment: string,
    @Body() { version, reason }: RestoreRulesBody,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TargetingView> {
    const save = { reason: reason ?? null, ifMatch };
    const view = await this.targeting.restore(key, environment, version, save, actor);
    void reply.header('etag', etagOf(view));
    return view;
  }
}
