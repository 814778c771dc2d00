import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, CreatesOrReplaces, IfMatch, PageQuery } from '../../platform/index.js';
import { DrillScheduleBody, DrillSchedulePage, DrillScheduleView } from './schedules.contract.js';
import { DrillSchedules } from './schedules.service.js';

@ApiTags('drills')
@Controller('api/v1/drill-schedules')
export class DrillSchedulesController {
  constructor(private readonly schedules: DrillSchedules) {}

  @Put(':key')
  @Auth('incidents:write')
  @ApiOperation({
    summary: 'Let a drill come again',
    description:
      'Its runs are planned two weeks ahead (`GET /api/v1/drills?state=planned`), and whoever is on call then is reminded a day and an hour before. Changing it plans them anew.',
  })
  @CreatesOrReplaces(DrillScheduleView)
  async put(
    @Param('key') key: string,
    @Body() body: DrillScheduleBody,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DrillScheduleView> {
    const { view, created } = await this.schedules.put(key, body, ifMatch, actor);
    void reply.status(created ? 201 : 200);
    return view;
  }

  @Get()
  @Auth('read')
  @ApiOperation({ summary: 'List the schedules of drills, by key' })
  list(@Query() query: PageQuery): Promise<DrillSchedulePage> {
    return this.schedules.list(query);
  }

  @Get(':key')
  @Auth('read')
  @ApiOperation({ summary: 'One schedule of drills' })
  get(@Param('key') key: string): Promise<DrillScheduleView> {
    return this.schedules.get(key);
  }

  @Delete(':key')
  @HttpCode(204)
  @Auth('incidents:write')
  @ApiOperation({ summary: 'End a schedule; what it planned and nobody has started goes with it' })
  async remove(@Param('key') key: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.schedules.remove(key, actor);
  }
}
