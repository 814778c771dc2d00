import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, HidesOnReplay, IfMatch } from '../../platform/index.js';
import { Deliveries } from './deliveries.js';
import {
  DeliveriesQuery,
  DeliveryPage,
  DeliveryView,
  NewOutgoingBody,
  NewOutgoingView,
  OutgoingPage,
  OutgoingPatch,
  OutgoingTest,
  OutgoingView,
} from './outgoing.contract.js';
import { Outgoing } from './outgoing.js';
import { OutgoingSender } from './sender.js';

@ApiTags('outgoing webhooks')
@Controller('api/v1/outgoing-webhooks')
export class OutgoingController {
  constructor(
    private readonly outgoing: Outgoing,
    private readonly sender: OutgoingSender,
    private readonly deliveries: Deliveries,
  ) {}

  @Get()
  @Auth('admin')
  @ApiOperation({ summary: 'Where messages about flags are sent: webhooks and Slack' })
  async list(): Promise<OutgoingPage> {
    return { items: await this.outgoing.list(), nextCursor: null };
  }

  @Post()
  @Auth('admin')
  @HidesOnReplay('secret')
  @ApiOperation({
    summary: 'Send messages about flags somewhere',
    description:
      'A webhook gets JSON, signed by the Standard Webhooks specification (HMAC-SHA256 over id, timestamp and body); its secret is shown only here. Slack gets a message at the address of an incoming webhook. 409 `no_secret_key` where there is no key to encrypt the address with.',
  })
  async create(@Body() body: NewOutgoingBody, @CurrentActor() actor: Actor): Promise<NewOutgoingView> {
    const { id, secret } = await this.outgoing.create(body, actor);
    return Object.assign(await this.outgoing.view(id), { secret });
  }

  @Get(':id')
  @Auth('admin')
  @ApiOperation({ summary: 'One receiver of messages about flags' })
  get(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<OutgoingView> {
    return this.tagged(id, reply);
  }

  @Patch(':id')
  @Auth('admin')
  @ApiOperation({ summary: 'Change where messages go, or which' })
  async change(
    @Param('id') id: string,
    @Body() patch: OutgoingPatch,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OutgoingView> {
    await this.outgoing.change(id, patch, ifMatch, actor);
    return this.tagged(id, reply);
  }

  @Delete(':id')
  @HttpCode(204)
  @Auth('admin')
  @ApiOperation({ summary: 'Send nothing there any more, and forget what was sent' })
  remove(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.outgoing.remove(id, actor);
  }

  @Post(':id/secret')
  @HttpCode(200)
  @Auth('admin')
  @HidesOnReplay('secret')
  @ApiOperation({ summary: 'Sign with a new secret from now on; it is shown only here' })
  async renew(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<NewOutgoingView> {
    const secret = await this.outgoing.renewSecret(id, actor);
    return Object.assign(await this.outgoing.view(id), { secret });
  }

  @Post(':id/test')
  @HttpCode(200)
  @Auth('admin')
  @ApiOperation({ summary: 'Send a ping at once; what fails is told with 200 and `ok: false`' })
  test(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<OutgoingTest> {
    return this.sender.test(id, actor);
  }

  @Get(':id/deliveries')
  @Auth('admin')
  @ApiOperation({ summary: 'What was sent or waits to be, newest first; kept for 30 days' })
  deliveriesOf(@Param('id') id: string, @Query() query: DeliveriesQuery): Promise<DeliveryPage> {
    return this.deliveries.list(id, query);
  }

  @Post(':id/deliveries/:delivery/redeliver')
  @HttpCode(200)
  @Auth('admin')
  @ApiOperation({ summary: 'Send it again, under the same message id' })
  redeliver(
    @Param('id') id: string,
    @Param('delivery') delivery: string,
    @CurrentActor() actor: Actor,
  ): Promise<DeliveryView> {
    return this.deliveries.redeliver(id, delivery, actor);
  }

  private async tagged(id: string, reply: FastifyReply): Promise<OutgoingView> {
    const { view, etag } = await this.outgoing.tagged(id);
    void reply.header('etag', etag);
    return view;
  }
}
