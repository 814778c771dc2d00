import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth } from '../../platform/index.js';
import {
  CancelBody,
  FlipScheduleBody,
  ScheduledFlipPage,
  ScheduledFlipView,
  FlipSchedulesQuery,
} from './schedules.contract.js';
import { ScheduledFlips } from './schedules.service.js';

@ApiTags('flag change control')
@Controller('api/v1')
export class ScheduledFlipsController {
  constructor(private readonly schedules: ScheduledFlips) {}

  @Post('flags/:key/environments/:environment/scheduled-flips')
  @Auth('flags:write')
  @ApiOperation({
    summary: 'Flip a flag at an instant or a local time; whatever approval it needs must be there by then',
  })
  async schedule(
    @Param('key') key: string,
    @Param('environment') environment: string,
    @Body() body: FlipScheduleBody,
    @CurrentActor() actor: Actor,
  ): Promise<ScheduledFlipView> {
    return this.schedules.schedule(key, environment, body, actor);
  }

  @Get('scheduled-flips')
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'List scheduled flips and what became of them, scheduled last first' })
  async list(@Query() query: FlipSchedulesQuery): Promise<ScheduledFlipPage> {
    return this.schedules.list(query);
  }

  @Get('scheduled-flips/:id')
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'One scheduled flip and what became of it' })
  async get(@Param('id') id: string): Promise<ScheduledFlipView> {
    return this.schedules.get(id);
  }

  @Post('scheduled-flips/:id/cancel')
  @HttpCode(200)
  @Auth('flags:write')
  @ApiOperation({ summary: 'Cancel a scheduled flip that has not happened' })
  async cancel(
    @Param('id') id: string,
    @Body() { reason }: CancelBody,
    @CurrentActor() actor: Actor,
  ): Promise<ScheduledFlipView> {
    return this.schedules.cancel(id, reason ?? null, actor);
  }
}
