import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, DrillRun, etagOf, IfMatch, patienceMs, WithoutDatabase } from '../../platform/index.js';
import { clientsView } from '../instances/instances.view.js';
import { ReceiptReads } from '../instances/receipt.reads.js';
import { FlagView } from '../inventory/flags.contract.js';
import { versionOf, viewOf } from '../inventory/flags.view.js';
import { InventoryReads } from '../inventory/inventory.reads.js';
import { Kills } from '../journal/kills.service.js';
import { Flips } from './flips.service.js';
import { CompleteBody, FlipBody, FlipView, KillBody } from './lifecycle.contract.js';
import { Lifecycle } from './lifecycle.service.js';

@ApiTags('flags')
@Controller('api/v1/flags/:key')
export class LifecycleController {
  constructor(
    private readonly flips: Flips,
    private readonly kills: Kills,
    private readonly lifecycle: Lifecycle,
    private readonly reads: InventoryReads,
    private readonly receipts: ReceiptReads,
  ) {}

  @Post('environments/:environment/flip')
  @HttpCode(200)
  @Auth('flags:write')
  @ApiOperation({ summary: 'Switch a flag on or off in one environment' })
  async flip(
    @Param('key') flag: string,
    @Param('environment') environment: string,
    @Body() { on, reason, incident }: FlipBody,
    @IfMatch() ifMatch: string | undefined,
    @DrillRun() drillRun: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<FlipView> {
    const origin = drillRun === null ? {} : { drillRun };
    const order = { flag, environment, on, kill: false, reason, incident: incident ?? null, origin };
    return this.withClients(await this.flips.flip(order, actor, ifMatch));
  }

  @Post('kill')
  @HttpCode(200)
  @Auth()
  @WithoutDatabase()
  @ApiOperation({ summary: 'Switch a flag off at once: flags:kill, flags:write, or being on call for its service' })
  async kill(
    @Param('key') flag: string,
    @Body() { environment, reason, incident, askAfter }: KillBody,
    @DrillRun() drillRun: string | null,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FlipView> {
    const order = { flag, environment, reason, incident: incident ?? null, askAfter: askAfter ?? null, drillRun };
    const view = await this.kills.kill(order, actor, reply.elapsedTime);
    return view.journaled ? view : this.withClients(view, patienceMs('clients', reply.elapsedTime));
  }

  @Post('complete')
  @HttpCode(200)
  @Auth('flags:write')
  @ApiOperation({ summary: 'The flag has done its work: what it guarded is kept or discarded' })
  async complete(
    @Param('key') key: string,
    @Body() body: CompleteBody,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FlagView> {
    await this.lifecycle.step(key, { step: 'complete', outcome: body.outcome }, ifMatch, actor);
    return this.tagged(key, reply);
  }

  @Post('archive')
  @HttpCode(200)
  @Auth('flags:write')
  @ApiOperation({ summary: 'Put a completed flag away: it is evaluated no more' })
  async archive(
    @Param('key') key: string,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FlagView> {
    await this.lifecycle.step(key, { step: 'archive', outcome: null }, ifMatch, actor);
    return this.tagged(key, reply);
  }

  @Post('revive')
  @HttpCode(200)
  @Auth('flags:write')
  @ApiOperation({ summary: 'Take a flag back to active; from the archive it comes back off everywhere' })
  async revive(
    @Param('key') key: string,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FlagView> {
    await this.lifecycle.step(key, { step: 'revive', outcome: null }, ifMatch, actor);
    return this.tagged(key, reply);
  }

  private async withClients(view: FlipView, ms?: number): Promise<FlipView> {
    const change = { revision: view.revision, at: new Date(view.flippedAt) };
    const tally = await this.receipts.tally(view.environment, change, ms);
    return Object.assign(view, { clients: tally && clientsView(tally) });
  }

  private async tagged(key: string, reply: FastifyReply): Promise<FlagView> {
    const flag = await this.reads.get(key);
    void reply.header('etag', etagOf(versionOf(flag)));
    return viewOf(flag);
  }
}
