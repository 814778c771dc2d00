import { Controller, createParamDecorator, Get, Logger, Res, type ExecutionContext } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AppConfig } from '../config/config.js';
import { DomainError } from '../errors.js';
import { Auth } from '../http/access.js';
import { programVersion } from '../version.js';
import { Admission } from './admission.js';
import { Live } from './live.js';
import { LiveChange, LiveHello } from './live.contract.js';
import { Stream, STREAM_HEADERS } from './stream.js';

const Call = createParamDecorator((_: unknown, context: ExecutionContext): ExecutionContext => context);

@ApiTags('live')
@ApiExtraModels(LiveHello, LiveChange)
@Controller('api/v1/live')
export class LiveController {
  private readonly logger = new Logger('Live');

  constructor(
    private readonly config: AppConfig,
    private readonly live: Live,
    private readonly admission: Admission,
  ) {}

  @Get()
  @Auth('read')
  @ApiOperation({
    summary: 'Hints of what changes, as server-sent events: `hello` once, `change` whenever something may have changed',
  })
  @ApiOkResponse({
    description: 'Data of `hello`: LiveHello; of `change`: LiveChange. A comment comes every 15 s.',
    content: {
      'text/event-stream': {
        schema: {
          type: 'string',
          example:
            'event: hello\ndata: {"version":"0.1.0"}\n\nevent: change\ndata: {"topics":[{"topic":"flags","key":"checkout-new"}]}\n\n',
        },
      },
    },
  })
  listen(@Res() reply: FastifyReply, @Call() context: ExecutionContext): void {
    if (!this.live.open) throw new DomainError('unavailable', 'stopping', 'This process is ending; connect again.');
    if (reply.request.method === 'HEAD') {
      void reply.headers(STREAM_HEADERS).send();
      return;
    }
    reply.hijack();
    reply.raw.writeHead(200, { ...reply.getHeaders(), ...STREAM_HEADERS } as Record<string, string>);
    this.serve(new Stream(reply.raw), reply, context);
  }

  private serve(stream: Stream, reply: FastifyReply, context: ExecutionContext): void {
    const heart = setInterval(() => {
      stream.beat();
      void this.recheck(stream, context);
    }, this.config.liveHeartbeatMs);
    reply.raw.once('close', () => {
      clearInterval(heart);
      this.live.remove(stream);
    });
    // Readers that lose a process together come back one after another.
    stream.write(`retry: ${1_000 + Math.floor(Math.random() * 2_000)}\n`);
    stream.event('hello', { version: programVersion() } satisfies LiveHello);
    this.live.add(stream);
  }

  /** A token or session that was revoked ends its streams; while the database is away they go on. */
  private async recheck(stream: Stream, context: ExecutionContext): Promise<void> {
    try {
      if (!(await this.admission.holds(context))) stream.end();
    } catch (error) {
      this.logger.debug(`Who listens could not be checked and will be again: ${String(error)}`);
    }
  }
}
