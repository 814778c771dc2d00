import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, badCursor, page, readCursor } from '../../platform/index.js';
import { stateOfWaiver } from '../domain/waiver.js';
import { WaiverBody, WaiverEndBody, WaiverPage, WaiversQuery, WaiverView } from './waivers.contract.js';
import { WaiversRepository, type Waiver } from './waivers.repository.js';
import { Waivers } from './waivers.service.js';

@ApiTags('flag debt')
@Controller('api/v1/flag-waivers')
export class WaiversController {
  constructor(
    private readonly waivers: Waivers,
    private readonly repository: WaiversRepository,
  ) {}

  @Post()
  @Auth('flags:write')
  @ApiOperation({ summary: 'Ask that one reason of the flag-debt guard be excused for a while, at most 30 days' })
  async request(@Body() body: WaiverBody, @CurrentActor() actor: Actor): Promise<WaiverView> {
    return this.view(await this.waivers.request(body, actor));
  }

  @Get()
  @Auth('read', 'flags:write', 'gates:evaluate')
  @ApiOperation({ summary: 'List waivers, newest first' })
  async list(@Query() query: WaiversQuery): Promise<WaiverPage> {
    const before = readCursor(query.cursor, 1)?.[0] ?? null;
    if (before !== null && !isUUID(before)) throw badCursor();
    const after = before === null ? null : String(before);
    const rows = await this.repository.list(query, this.waivers.now(), query.limit + 1, after);
    const { items, nextCursor } = page(rows, query.limit, ({ id }) => [id]);
    return { items: items.map((waiver) => this.view(waiver)), nextCursor };
  }

  @Get(':id')
  @Auth('read', 'flags:write', 'gates:evaluate')
  @ApiOperation({ summary: 'One waiver' })
  async get(@Param('id') id: string): Promise<WaiverView> {
    return this.view(await this.waivers.get(id));
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Auth('flags:write')
  @ApiOperation({ summary: 'Approve a waiver that another person asked for' })
  async approve(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<WaiverView> {
    return this.view(await this.waivers.approve(id, actor));
  }

  @Post(':id/end')
  @HttpCode(200)
  @Auth('flags:write')
  @ApiOperation({ summary: 'Refuse a waiver, or take it back before its expiry' })
  async end(
    @Param('id') id: string,
    @Body() { reason }: WaiverEndBody,
    @CurrentActor() actor: Actor,
  ): Promise<WaiverView> {
    return this.view(await this.waivers.end(id, reason, actor));
  }

  private view(waiver: Waiver): WaiverView {
    const { requester: _, expiresAt, requestedAt, approvedAt, endedAt, ...rest } = waiver;
    return {
      ...rest,
      state: stateOfWaiver(waiver, this.waivers.now()),
      expiresAt: expiresAt.toISOString(),
      requestedAt: requestedAt.toISOString(),
      approvedAt: approvedAt?.toISOString() ?? null,
      endedAt: endedAt?.toISOString() ?? null,
    };
  }
}
