import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Db } from '../db/db.js';
import { Public } from '../http/access.js';
import { OutboxRepository } from '../outbox/outbox.repository.js';
import { RedisConnections } from '../queue/redis.js';
import { Health, type Readiness } from './health.js';
import { metrics, outboxDead, outboxOldest, outboxOpen } from './metrics.js';

@ApiTags('operations')
@Controller()
export class HealthController {
  constructor(
    private readonly health: Health,
    private readonly outbox: OutboxRepository,
    db: Db,
    redis: RedisConnections,
  ) {
    health.register('database', true, async () => {
      await db.query('select 1');
      return { state: 'ok' };
    });
    health.register('redis', false, async () =>
      (await redis.ping()) ? { state: 'ok' } : { state: 'down', detail: 'no answer' },
    );
  }

  @Get('livez')
  @ApiOkResponse({
    schema: { type: 'object', properties: { status: { type: 'string', enum: ['ok'] } }, example: { status: 'ok' } },
  })
  @Public()
  @ApiOperation({ summary: 'Whether the process lives' })
  livez(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  @Public()
  @ApiOperation({ summary: 'Whether evaluation and kill work, and the state of each part' })
  async readyz(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.health.readiness();
    if (readiness.status === 'unavailable') void reply.status(503);
    return readiness;
  }

  @Get('metrics')
  @Public()
  @Header('content-type', metrics.contentType)
  @ApiOperation({ summary: 'Figures of this process in Prometheus text' })
  async metrics(): Promise<string> {
    const counts = await this.outbox.counts().catch(() => null);
    if (counts) {
      outboxOpen.set(counts.open);
      outboxDead.set(counts.dead);
      outboxOldest.set(counts.oldestSeconds);
    }
    return metrics.metrics();
  }
}
