import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Tickets } from '../../identity/index.js';
import { DomainError, Public } from '../../platform/index.js';
import { OfrepFailure } from '../evaluation/ofrep.contract.js';
import { FlagStreams } from './flag-streams.js';
import { OFREP_DOOR } from './ofrep-event-streams.js';
import { OFREP_STREAM } from './stream-kinds.js';

class OfrepStreamQuery {
  /** From `eventStreams` of a bulk answer. It is a secret. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  @ApiProperty({ required: false, example: '019a9f5e-0000-7000-8000-000000000000.Zm9…' })
  ticket?: string;

  /** The name of the running program, as it stood in its bulk request. */
  @IsOptional()
  @ApiProperty({ required: false, type: String, example: 'checkout-7f9c-2' })
  instance?: unknown;

  /** What it asks with. */
  @IsOptional()
  @ApiProperty({ required: false, type: String, example: 'js-web/1.10' })
  sdk?: unknown;
}

@ApiTags('flags: evaluation')
@Controller('ofrep/v1/stream')
export class OfrepStreamController {
  constructor(
    private readonly tickets: Tickets,
    private readonly streams: FlagStreams,
  ) {}

  @Get()
  @Public()
  @ApiOperation({
    summary: 'Tells OFREP clients to evaluate again (OFREP 0.3.0 event stream); its address is in every bulk answer',
  })
  @ApiOkResponse({
    description: 'Events `message` of type `refetchEvaluation`; their id is the revision. A comment comes every 15 s.',
    content: {
      'text/event-stream': {
        schema: {
          type: 'string',
          example:
            'id: 43\nevent: message\ndata: {"type":"refetchEvaluation","etag":"\\"r43\\"","lastModified":1795248000}\n\n',
        },
      },
    },
  })
  @ApiResponse({ status: 401, type: OfrepFailure, description: 'The ticket is not known, or its token was revoked.' })
  async listen(@Query() { ticket = '' }: OfrepStreamQuery, @Res() reply: FastifyReply): Promise<void> {
    const actor = await this.tickets.authenticate(ticket, OFREP_DOOR);
    if (actor.environment === null)
      throw new DomainError('forbidden', 'no_environment', 'The token is bound to no environment.');
    await this.streams.serve(OFREP_STREAM, actor.environment, actor, reply);
  }
}
