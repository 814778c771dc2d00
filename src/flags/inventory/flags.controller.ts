import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, etagOf, IfMatch, PageQuery } from '../../platform/index.js';
import { FlagPatch, NewFlagBody } from './flag-bodies.contract.js';
import { FlagEnvironmentView, FlagPage, FlagsQuery, FlagView, HistoryPage } from './flags.contract.js';
import { versionOf, viewOf } from './flags.view.js';
import { InventoryReads } from './inventory.reads.js';
import { Inventory } from './inventory.service.js';

@ApiTags('flags')
@ApiExtraModels(FlagEnvironmentView)
@Controller('api/v1/flags')
export class FlagsController {
  constructor(
    private readonly inventory: Inventory,
    private readonly reads: InventoryReads,
  ) {}

  @Post()
  @Auth('flags:write')
  @ApiOperation({ summary: 'Create a flag, off everywhere' })
  async create(
    @Body() body: NewFlagBody,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FlagView> {
    const flag = await this.inventory.create(body, actor);
    return this.tagged(flag.key, reply);
  }

  @Get()
  @Auth('read', 'flags:write', 'flags:kill')
  @ApiOperation({ summary: 'List flags, by service, stage, debt, owner or text, and how many there are' })
  async list(@Query() query: FlagsQuery): Promise<FlagPage> {
    const { items, nextCursor, total } = await this.reads.list(query);
    return { items: items.map(viewOf), nextCursor, total };
  }

  @Get(':key')
  @Auth('read', 'flags:write', 'flags:kill')
  @ApiOperation({ summary: 'One flag, with its state in each environment and what it owes' })
  async get(@Param('key') key: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<FlagView> {
    return this.tagged(key, reply);
  }

  @Patch(':key')
  @Auth('flags:write')
  @ApiOperation({ summary: 'Change a flag; its state is changed by flip' })
  async change(
    @Param('key') key: string,
    @Body() patch: FlagPatch,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FlagView> {
    await this.inventory.change(key, patch, ifMatch, actor);
    return this.tagged(key, reply);
  }

  @Get(':key/history')
  @Auth('read', 'flags:write', 'flags:kill')
  @ApiOperation({ summary: 'Who did what to a flag, when and why, newest first' })
  async history(@Param('key') key: string, @Query() query: PageQuery): Promise<HistoryPage> {
    return this.reads.history(key, query);
  }

  private async tagged(key: string, reply: FastifyReply): Promise<FlagView> {
    const flag = await this.reads.get(key);
    void reply.header('etag', etagOf(versionOf(flag)));
    return viewOf(flag);
  }
}
