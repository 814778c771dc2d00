import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Auth, CurrentActor, type Actor } from '../../identity/index.js';
import { AppConfig, HidesOnReplay, page, PageQuery } from '../../platform/index.js';
import { AlertSourcePage, CreatedAlertSource, NewAlertSource } from './alert-sources.contract.js';
import { AlertSources } from './alert-sources.service.js';
import { unknownSource } from './alerts.errors.js';
import { idCursor, isId } from './ids.js';

@ApiTags('oncall')
@ApiBearerAuth()
@Controller('api/v1')
export class AlertSourcesController {
  constructor(
    private readonly config: AppConfig,
    private readonly sources: AlertSources,
  ) {}

  @Post('services/:service/alert-sources')
  @Auth('oncall:write')
  @HidesOnReplay('key', 'url')
  @ApiOperation({ summary: 'Let a monitoring system send alerts of a service; its key is shown only here' })
  async create(
    @Param('service') service: string,
    @Body() body: NewAlertSource,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<CreatedAlertSource> {
    const { source, key } = await this.sources.create(service, body, actor);
    // Without a public address, the one that this caller reached us by is the best we know.
    const base = this.config.publicUrl ?? `${request.protocol}://${request.host}`;
    const path = source.kind === 'alertmanager' ? `/webhooks/alertmanager/${key}` : '/v2/enqueue';
    return { ...source, key, url: `${base}${path}` };
  }

  @Get('services/:service/alert-sources')
  @Auth('read', 'oncall:write')
  @ApiOperation({ summary: 'The alert sources of a service, without their keys' })
  async list(@Param('service') service: string, @Query() query: PageQuery): Promise<AlertSourcePage> {
    const rows = await this.sources.ofService(service, query.limit + 1, idCursor(query.cursor));
    return page(rows, query.limit, ({ id }) => [id]);
  }

  @Delete('alert-sources/:id')
  @HttpCode(204)
  @Auth('oncall:write')
  @ApiOperation({ summary: 'Refuse the key of an alert source from now on' })
  async delete(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    if (!isId(id)) throw unknownSource(id);
    await this.sources.delete(id, actor);
  }
}
