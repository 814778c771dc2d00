import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, IfMatch } from '../../platform/index.js';
import {
  ApproveBody,
  ChangeRequestBody,
  ChangeRequestPage,
  ChangeRequestsQuery,
  ChangeRequestView,
  RejectBody,
  WithdrawBody,
} from './requests.contract.js';
import { ChangeRequestReads } from './requests.reads.js';
import { ChangeRequests } from './requests.service.js';

@ApiTags('flag change control')
@Controller('api/v1')
export class ChangeRequestsController {
  constructor(
    private readonly requests: ChangeRequests,
    private readonly reads: ChangeRequestReads,
  ) {}

  @Post('flags/:key/environments/:environment/change-requests')
  @Auth('flags:write')
  @ApiOperation({ summary: 'Ask others to approve a change of a flag in one environment' })
  async create(
    @Param('key') key: string,
    @Param('environment') environment: string,
    @Body() body: ChangeRequestBody,
    @CurrentActor() actor: Actor,
  ): Promise<ChangeRequestView> {
    return this.reads.get(await this.requests.create(key, environment, body, actor), actor);
  }

  @Get('change-requests')
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'List change requests, newest first' })
  async list(@Query() query: ChangeRequestsQuery, @CurrentActor() actor: Actor): Promise<ChangeRequestPage> {
    return this.reads.list(query, actor);
  }

  @Get('change-requests/:id')
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'One change request, with what it changes and who has approved it' })
  async get(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<ChangeRequestView> {
    return this.reads.get(id, actor);
  }

  @Put('change-requests/:id')
  @Auth('flags:write')
  @ApiOperation({ summary: 'Edit a change request: whatever was approved before counts no more' })
  async edit(
    @Param('id') id: string,
    @Body() body: ChangeRequestBody,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<ChangeRequestView> {
    await this.requests.edit(id, body, ifMatch, actor);
    return this.reads.get(id, actor);
  }

  @Post('change-requests/:id/approve')
  @HttpCode(200)
  @Auth('flags:write')
  @ApiOperation({ summary: 'Approve exactly the content of this hash; not by whoever asked for it' })
  async approve(
    @Param('id') id: string,
    @Body() { hash, note }: ApproveBody,
    @CurrentActor() actor: Actor,
  ): Promise<ChangeRequestView> {
    await this.requests.approve(id, hash, note ?? null, actor);
    return this.reads.get(id, actor);
  }

  @Post('change-requests/:id/reject')
  @HttpCode(200)
  @Auth('flags:write')
  @ApiOperation({ summary: 'Say no to a change request, and why' })
  async reject(
    @Param('id') id: string,
    @Body() { note }: RejectBody,
    @CurrentActor() actor: Actor,
  ): Promise<ChangeRequestView> {
    await this.requests.reject(id, note, actor);
    return this.reads.get(id, actor);
  }

  @Post('change-requests/:id/withdraw')
  @HttpCode(200)
  @Auth('flags:write')
  @ApiOperation({ summary: 'Take a change request back' })
  async withdraw(
    @Param('id') id: string,
    @Body() { note }: WithdrawBody,
    @CurrentActor() actor: Actor,
  ): Promise<ChangeRequestView> {
    await this.requests.withdraw(id, note ?? null, actor);
    return this.reads.get(id, actor);
  }

  @Post('change-requests/:id/apply')
  @HttpCode(200)
  @Auth('flags:write')
  @ApiOperation({ summary: 'Put an approved change in place, once' })
  async apply(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<ChangeRequestView> {
    await this.requests.apply(id, actor);
    return this.reads.get(id, actor);
  }
}
