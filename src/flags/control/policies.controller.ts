import { Body, Controller, Delete, Get, HttpCode, Param, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, CreatesOrReplaces, IfMatch } from '../../platform/index.js';
import { ChangePoliciesView, ChangePolicyBody, ChangePolicyView } from './policies.contract.js';
import { ChangePolicies } from './policies.service.js';

@ApiTags('flag change control')
@Controller('api/v1')
export class ChangePoliciesController {
  constructor(private readonly policies: ChangePolicies) {}

  @Get('change-policies')
  @Auth('read', 'flags:write')
  @ApiOperation({
    summary: 'Which changes of flags need approval: the installation’s policy first, then those of services',
  })
  async list(): Promise<ChangePoliciesView> {
    return { items: await this.policies.list(), nextCursor: null };
  }

  @Get('change-policy')
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'The policy of services that have none of their own; 404: nothing needs approval' })
  async get(): Promise<ChangePolicyView> {
    return this.policies.get(null);
  }

  @Put('change-policy')
  @Auth('admin')
  @CreatesOrReplaces(ChangePolicyView)
  @ApiOperation({ summary: 'Set which changes of flags need approval, in the whole installation' })
  async set(
    @Body() body: ChangePolicyBody,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChangePolicyView> {
    return this.put(null, body, ifMatch, actor, reply);
  }

  @Delete('change-policy')
  @HttpCode(204)
  @Auth('admin')
  @ApiOperation({ summary: 'Need no approval any more where a service has no policy of its own' })
  async remove(@IfMatch() ifMatch: string | undefined, @CurrentActor() actor: Actor): Promise<void> {
    await this.policies.remove(null, ifMatch, actor);
  }

  @Get('services/:service/change-policy')
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'The policy of one service; 404: the installation’s holds, where there is one' })
  async getOfService(@Param('service') service: string): Promise<ChangePolicyView> {
    return this.policies.get(service);
  }

  @Put('services/:service/change-policy')
  @Auth('admin')
  @CreatesOrReplaces(ChangePolicyView)
  @ApiOperation({
    summary: 'Set which changes of a service’s flags need approval, instead of the installation’s policy',
  })
  async setOfService(
    @Param('service') service: string,
    @Body() body: ChangePolicyBody,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChangePolicyView> {
    return this.put(service, body, ifMatch, actor, reply);
  }

  @Delete('services/:service/change-policy')
  @HttpCode(204)
  @Auth('admin')
  @ApiOperation({ summary: 'Let the installation’s policy hold for a service again' })
  async removeOfService(
    @Param('service') service: string,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.policies.remove(service, ifMatch, actor);
  }

  private async put(
    service: string | null,
    body: ChangePolicyBody,
    ifMatch: string | undefined,
    actor: Actor,
    reply: FastifyReply,
  ): Promise<ChangePolicyView> {
    const { policy, created } = await this.policies.set(service, body, ifMatch, actor);
    void reply.status(created ? 201 : 200);
    return policy;
  }
}
