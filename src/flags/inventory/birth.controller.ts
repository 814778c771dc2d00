import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, etagOf, IfMatch } from '../../platform/index.js';
import { FlagDrills } from './flag-drills.js';
import { ExtensionBody, FlagDrillBody } from './flag-bodies.contract.js';
import { FlagView } from './flags.contract.js';
import { versionOf, viewOf } from './flags.view.js';
import { InventoryReads } from './inventory.reads.js';
import { Inventory } from './inventory.service.js';

/** What is written into a flag's birth certificate later on. */
@ApiTags('flags')
@Controller('api/v1/flags/:key')
export class BirthController {
  constructor(
    private readonly inventory: Inventory,
    private readonly drills: FlagDrills,
    private readonly reads: InventoryReads,
  ) {}

  @Post('extend')
  @HttpCode(200)
  @Auth('flags:write')
  @ApiResponse({ status: 403, description: '`extension_cap_reached`: from now on only an admin may.' })
  @ApiOperation({ summary: 'Put the expiry of a flag off, with a reason; it counts up' })
  async extend(
    @Param('key') key: string,
    @Body() { expiresAt, reason }: ExtensionBody,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FlagView> {
    await this.inventory.change(key, { expiresAt, reason }, ifMatch, actor);
    return this.tagged(key, reply);
  }

  @Post('drill')
  @HttpCode(200)
  @Auth('flags:write', 'flags:kill')
  @ApiOperation({
    summary: 'Write down that a kill switch was pressed for exercise',
    description: 'An earlier drill than the last one known changes nothing.',
  })
  async drill(
    @Param('key') key: string,
    @Body() { at, note }: FlagDrillBody,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FlagView> {
    await this.drills.record(key, { at: at ? new Date(at) : null, note: note ?? null }, actor);
    return this.tagged(key, reply);
  }

  private async tagged(key: string, reply: FastifyReply): Promise<FlagView> {
    const flag = await this.reads.get(key);
    void reply.header('etag', etagOf(versionOf(flag)));
    return viewOf(flag);
  }
}
