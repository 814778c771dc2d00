import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Db } from '../db/db.js';
import { DomainError } from '../errors.js';
import { Auth } from '../http/access.js';
import { page, PageQuery, readCursor } from '../http/paging.js';
import { OutboxRepository } from '../outbox/outbox.repository.js';
import { DeadJobPage, RetriedJob } from './jobs.contract.js';

@ApiTags('operations')
@Controller('api/v1/jobs')
export class JobsController {
  constructor(
    private readonly db: Db,
    private readonly outbox: OutboxRepository,
  ) {}

  @Get()
  @Auth('read')
  @ApiOperation({ summary: 'Dead jobs: work that was given up after its last try and waits for a person' })
  async list(@Query() query: PageQuery): Promise<DeadJobPage> {
    const rows = await this.outbox.dead(query.limit + 1, readCursor(query.cursor, 2));
    const cut = page(rows, query.limit, (row) => [row.event, row.consumer]);
    return {
      items: cut.items.map((row) => ({
        ...row,
        id: `${row.event}.${row.consumer}`,
        createdAt: row.createdAt.toISOString(),
        deadAt: row.deadAt.toISOString(),
      })),
      nextCursor: cut.nextCursor,
    };
  }

  @Post(':id/retry')
  @Auth('admin')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put a dead job back to work' })
  async retry(@Param('id') id: string): Promise<RetriedJob> {
    const [, event, consumer] = /^([0-9a-f-]{36})\.(.{1,200})$/.exec(id) ?? [];
    const revived =
      event !== undefined &&
      consumer !== undefined &&
      (await this.db.transaction((tx) => this.outbox.revive(tx, event, consumer)));
    if (!revived) throw new DomainError('not_found', 'unknown_job', `There is no dead job ${id}.`);
    return { id, state: 'waiting' };
  }
}
