import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, CreatesOrReplaces, etagOf, IfMatch, invalidField, keyCursor } from '../../platform/index.js';
import { SegmentTrials } from './segment-trials.service.js';
import { SegmentBody, SegmentPage, SegmentPreviewView, SegmentsQuery, SegmentView } from './segments.contract.js';
import { Segments, versionOf } from './segments.service.js';

const KEY = /^[a-z0-9][a-z0-9._-]{0,99}$/;

@ApiTags('flags: targeting')
@Controller('api/v1/segments')
export class SegmentsController {
  constructor(
    private readonly segments: Segments,
    private readonly trials: SegmentTrials,
  ) {}

  @Get()
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'List segments, with the flags that use them' })
  async list(@Query() query: SegmentsQuery): Promise<SegmentPage> {
    return this.segments.list(query.q ?? null, query.limit, keyCursor(query.cursor));
  }

  @Get(':segment')
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'One segment, with the flags that use it' })
  async get(@Param('segment') key: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<SegmentView> {
    const view = await this.segments.get(key);
    void reply.header('etag', etagOf(versionOf(view)));
    return view;
  }

  @Put(':segment')
  @Auth('flags:write')
  @ApiOperation({ summary: 'Create or replace a segment; flags that use it answer by it at once' })
  @CreatesOrReplaces(SegmentView)
  @ApiResponse({ status: 409, description: 'Changes of a flag that answers by it need approval.' })
  async put(
    @Param('segment') key: string,
    @Body() body: SegmentBody,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SegmentView> {
    if (!KEY.test(key)) throw invalidField('key', 'bad_key', 'must match [a-z0-9][a-z0-9._-]{0,99}');
    const { view, created } = await this.segments.put(key, body, ifMatch, actor);
    void reply.status(created ? 201 : 200).header('etag', etagOf(versionOf(view)));
    return view;
  }

  @Post(':segment/preview')
  @HttpCode(200)
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'What an edit of a segment would change, flag by flag, before it is saved' })
  async preview(@Param('segment') key: string, @Body() body: SegmentBody): Promise<SegmentPreviewView> {
    return this.trials.preview(key, body);
  }

  @Delete(':segment')
  @HttpCode(204)
  @Auth('flags:write')
  @ApiOperation({ summary: 'Delete a segment that no flag uses' })
  @ApiResponse({ status: 409, description: 'A flag uses it.' })
  async delete(
    @Param('segment') key: string,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.segments.delete(key, ifMatch, actor);
  }
}
