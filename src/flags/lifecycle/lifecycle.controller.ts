import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth } from '../../platform/index.js';
import type { LifecycleStep } from '../domain/lifecycle.js';
import type { FlagOutcome } from '../domain/flag.js';
import { FlagView } from '../inventory/flags.contract.js';
import { viewOf } from '../inventory/flags.view.js';
import { InventoryReads } from '../inventory/inventory.reads.js';
import { Flips } from './flips.service.js';
import { CompleteBody, FlipBody, FlipView, KillBody } from './lifecycle.contract.js';
import { Lifecycle } from './lifecycle.service.js';

@ApiTags('flags')
@Controller('api/v1/flags/:key')
export class LifecycleController {
  constructor(
    private readonly flips: Flips,
    private readonly lifecycle: Lifecycle,
    private readonly reads: InventoryReads,
  ) {}

  @Post('environments/:environment/flip')
  @HttpCode(200)
  @Auth('flags:write')
  @ApiOperation({ summary: 'Switch a flag on or off in one environment' })
  async flip(
    @Param('key') flag: string,
    @Param('environment') environment: string,
    @Body() { on, reason, incident }: FlipBody,
    @CurrentActor() actor: Actor,
  ): Promise<FlipView> {
    return this.flips.flip({ flag, environment, on, kill: false, reason, incident: incident ?? null }, actor);
  }

  @Post('kill')
  @HttpCode(200)
  @Auth()
  @ApiOperation({ summary: 'Switch a flag off at once: flags:kill, flags:write, or being on call for its service' })
  async kill(
    @Param('key') flag: string,
    @Body() { environment, reason, incident }: KillBody,
    @CurrentActor() actor: Actor,
  ): Promise<FlipView> {
    return this.flips.kill({ flag, environment, reason, incident: incident ?? null }, actor);
  }

  @Post('complete')
  @HttpCode(200)
  @Auth('flags:write')
  @ApiOperation({ summary: 'The flag has done its work: what it guarded is kept or discarded' })
  async complete(
    @Param('key') key: string,
    @Body() body: CompleteBody,
    @CurrentActor() actor: Actor,
  ): Promise<FlagView> {
    return this.step(key, 'complete', body.outcome, actor);
  }

  @Post('archive')
  @HttpCode(200)
  @Auth('flags:write')
  @ApiOperation({ summary: 'Put a completed flag away: it is evaluated no more' })
  async archive(@Param('key') key: string, @CurrentActor() actor: Actor): Promise<FlagView> {
    return this.step(key, 'archive', null, actor);
  }

  @Post('revive')
  @HttpCode(200)
  @Auth('flags:write')
  @ApiOperation({ summary: 'Take a flag back to active; from the archive it comes back off everywhere' })
  async revive(@Param('key') key: string, @CurrentActor() actor: Actor): Promise<FlagView> {
    return this.step(key, 'revive', null, actor);
  }

  private async step(key: string, step: LifecycleStep, outcome: FlagOutcome | null, actor: Actor): Promise<FlagView> {
    await this.lifecycle.step(key, step, outcome, actor);
    return viewOf(await this.reads.get(key));
  }
}
