import { Body, Controller, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, DomainError, invalidField } from '../../platform/index.js';
import { EnvironmentAccess } from '../evaluation/environment-access.js';
import { Rulesets } from '../evaluation/rulesets.js';
import { clientNamed } from './client.js';
import {
  AppliedBody,
  FlagInstancePage,
  InstancesQuery,
  InstanceReceiptsQuery,
  FlagReceiptsView,
} from './instances.contract.js';
import { Instances } from './instances.js';
import { instancesView, receiptsView } from './instances.view.js';
import { ReceiptReads } from './receipt.reads.js';

@ApiTags('flags: receipts')
@Controller('api/v1')
export class InstancesController {
  constructor(
    private readonly reads: ReceiptReads,
    private readonly instances: Instances,
    private readonly rulesets: Rulesets,
    private readonly access: EnvironmentAccess,
  ) {}

  @Get('flags/:key/environments/:environment/receipts')
  @Auth('read', 'flags:write', 'flags:kill')
  @ApiOperation({ summary: 'Which instances have applied a change of a flag, and how long it took them' })
  async receipts(
    @Param('key') key: string,
    @Param('environment') environment: string,
    @Query() query: InstanceReceiptsQuery,
  ): Promise<FlagReceiptsView> {
    return receiptsView(await this.reads.ofChange(key, environment, query));
  }

  @Get('flag-instances')
  @Auth('read', 'flags:write', 'flags:kill')
  @ApiOperation({
    summary: 'The instances that were heard of within the last day, with the revision each was handed last',
  })
  async list(@Query() { environment, ...query }: InstancesQuery): Promise<FlagInstancePage> {
    return instancesView(await this.reads.known(environment, query));
  }

  @Put('flag-instances/:environment/:instance')
  @Auth('flags:evaluate')
  @HttpCode(204)
  @ApiOperation({ summary: 'Say that an instance has applied what the stream of flag changes told it' })
  @ApiNoContentResponse()
  async applied(
    @Param('environment') environment: string,
    @Param('instance') instance: string,
    @Body() { revision, sdk }: AppliedBody,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.access.require(actor, environment);
    const client = clientNamed(instance, sdk ?? null);
    if (client === null)
      throw new DomainError(
        'not_found',
        'bad_instance',
        'An instance has 1 to 200 characters, none of them a control one.',
      );
    if (revision > this.rulesets.revision) await this.rulesets.catchUp();
    if (revision > this.rulesets.revision)
      throw invalidField('revision', 'unknown_revision', 'is not one that there has been');
    this.instances.handed(environment, client, 'stream', revision);
  }
}
