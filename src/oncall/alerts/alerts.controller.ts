import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Auth, CurrentActor, type Actor } from '../../identity/index.js';
import { page } from '../../platform/index.js';
import type { AlertStep } from '../domain/alert.js';
import { AlertDetail, AlertPage, AlertsQuery } from './alerts.contract.js';
import { unknownAlert } from './alerts.errors.js';
import { AlertsReads } from './alerts.reads.js';
import { Alerts } from './alerts.service.js';
import { isId, timeCursor } from './ids.js';

@ApiTags('oncall')
@ApiBearerAuth()
@Controller('api/v1/alerts')
export class AlertsController {
  constructor(
    private readonly alerts: Alerts,
    private readonly reads: AlertsReads,
  ) {}

  @Get()
  @Auth('read', 'oncall:write', 'incidents:write')
  @ApiOperation({ summary: 'Alerts, newest first' })
  async list(@Query() query: AlertsQuery): Promise<AlertPage> {
    const after = timeCursor(query.cursor);
    const rows = await this.reads.list(query, query.limit + 1, after && { triggeredAt: after.at, id: after.id });
    return page(rows, query.limit, ({ triggeredAt, id }) => [triggeredAt.toISOString(), id]);
  }

  @Get(':id')
  @Auth('read', 'oncall:write', 'incidents:write')
  @ApiOperation({ summary: 'One alert, and whom it paged' })
  async one(@Param('id') id: string): Promise<AlertDetail> {
    return this.detail(id);
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @Auth()
  @ApiOperation({ summary: 'Acknowledge: somebody is on it; nobody is paged any more' })
  async acknowledge(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<AlertDetail> {
    return this.act(id, 'acknowledge', actor);
  }

  @Post(':id/resolve')
  @HttpCode(200)
  @Auth()
  @ApiOperation({ summary: 'Resolve: the trouble is over; nobody is paged any more' })
  async resolve(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<AlertDetail> {
    return this.act(id, 'resolve', actor);
  }

  private async act(id: string, step: AlertStep, actor: Actor): Promise<AlertDetail> {
    if (!isId(id)) throw unknownAlert(id);
    await this.alerts.act(id, step, actor);
    return this.detail(id);
  }

  private async detail(id: string): Promise<AlertDetail> {
    const alert = isId(id) ? await this.reads.find(id) : null;
    if (!alert) throw unknownAlert(id);
    const [pages, attempts] = await Promise.all([this.reads.pagesOf(id), this.reads.attemptsOf(id)]);
    return {
      ...alert,
      pages: pages.map((row) => ({
        ...row,
        attempts: attempts.filter((attempt) => attempt.page === row.id).map(({ page: _page, ...attempt }) => attempt),
      })),
    };
  }
}
