import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DatabaseWatch } from '../db/database-watch.js';
import { Db } from '../db/db.js';
import { Public } from '../http/access.js';
import { OutboxRepository } from '../outbox/outbox.repository.js';
import { RedisConnections } from '../queue/redis.js';
import { PartView, ReadinessView } from './health.contract.js';
import { Health } from './health.js';
import { metrics, outboxDead, outboxOldest, outboxOpen } from './metrics.js';

@ApiTags('operations')
@ApiExtraModels(PartView)
@Controller()
export class HealthController {
  constructor(
    private readonly health: Health,
    private readonly outbox: OutboxRepository,
    db: Db,
    watch: DatabaseWatch,
    redis: RedisConnections,
  ) {
    // Not vital: evaluation and kill go on without it, and say themselves when they cannot.
    health.register('database', false, async () => {
      if (watch.why !== null) return { state: 'down', detail: watch.why };
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
  @ApiResponse({ status: 503, type: ReadinessView, description: 'Evaluation or kill does not work.' })
  async readyz(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessView> {
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
