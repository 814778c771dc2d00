import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth } from '../../platform/index.js';
import { EnvironmentAccess } from '../evaluation/environment-access.js';
import { NamesClient } from '../instances/client.js';
import { FlagsChange, FlagsHello } from './flag-streams.contract.js';
import { FlagStreams } from './flag-streams.js';
import { CHANGES_STREAM } from './stream-kinds.js';

@ApiTags('flags: evaluation')
@ApiExtraModels(FlagsHello, FlagsChange)
@Controller('api/v1/flag-changes')
export class FlagChangesController {
  constructor(
    private readonly streams: FlagStreams,
    private readonly access: EnvironmentAccess,
  ) {}

  @Get(':environment')
  @Auth('flags:evaluate', 'read')
  @NamesClient()
  @ApiOperation({
    summary:
      "An environment's flags as they change, as server-sent events: `hello` once, then `change` with the new definitions",
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The id of the last event that was seen.' })
  @ApiOkResponse({
    description:
      'Data of `hello`: FlagsHello; of `change`: FlagsChange. The id of an event is the revision. A comment comes every 15 s.',
    content: {
      'text/event-stream': {
        schema: {
          type: 'string',
          example:
            'id: 42\nevent: hello\ndata: {"environment":"production","revision":42,"resumed":false,"document":"/flagd/v1/flags/production"}\n\n' +
            'id: 43\nevent: change\ndata: {"environment":"production","revision":43,"flags":{"checkout-new":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off"}}}\n\n',
        },
      },
    },
  })
  async changes(
    @Param('environment') environment: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.access.require(actor, environment);
    await this.streams.serve(CHANGES_STREAM, environment, actor, reply);
  }
}
