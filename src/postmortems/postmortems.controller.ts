import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, type Actor } from '../identity/index.js';
import { Auth, IfMatch } from '../platform/index.js';
import {
  PostmortemPage,
  PostmortemPatch,
  PostmortemsQuery,
  PostmortemView,
  ReviewBody,
} from './postmortems.contract.js';
import { Postmortems } from './postmortems.service.js';

@ApiTags('postmortems')
@Controller('api/v1')
export class PostmortemsController {
  constructor(private readonly postmortems: Postmortems) {}

  @Post('incidents/:id/postmortem')
  @Auth('incidents:write')
  @ApiOperation({ summary: 'Start the postmortem of an incident: a draft filled from its timeline' })
  @ApiResponse({ status: 200, type: PostmortemView, description: 'The incident had one already: that one.' })
  async open(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PostmortemView> {
    const { view, created } = await this.postmortems.open(id, actor);
    void reply.status(created ? 201 : 200);
    return view;
  }

  @Get('postmortems')
  @Auth('read', 'incidents:write')
  @ApiOperation({ summary: 'List postmortems, the newest first' })
  async list(@Query() query: PostmortemsQuery): Promise<PostmortemPage> {
    return this.postmortems.list(query);
  }

  @Get('postmortems/:id')
  @Auth('read', 'incidents:write')
  @ApiOperation({ summary: 'One postmortem with its action items' })
  async get(@Param('id') id: string): Promise<PostmortemView> {
    return this.postmortems.get(id);
  }

  @Patch('postmortems/:id')
  @Auth('incidents:write')
  @ApiOperation({ summary: 'Edit the text, by its author; an approval of the text before is void then' })
  async change(
    @Param('id') id: string,
    @Body() body: PostmortemPatch,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<PostmortemView> {
    return this.postmortems.change(id, body, ifMatch, actor);
  }

  @Post('postmortems/:id/review')
  @HttpCode(200)
  @Auth('incidents:write')
  @ApiOperation({ summary: 'Ask for a review (the author), or review (anybody else)' })
  async review(
    @Param('id') id: string,
    @Body() body: ReviewBody,
    @CurrentActor() actor: Actor,
  ): Promise<PostmortemView> {
    return this.postmortems.review(id, body, actor);
  }

  @Post('postmortems/:id/publish')
  @HttpCode(200)
  @Auth('incidents:write')
  @ApiOperation({ summary: 'Publish a reviewed postmortem' })
  async publish(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<PostmortemView> {
    return this.postmortems.publish(id, actor);
  }
}
