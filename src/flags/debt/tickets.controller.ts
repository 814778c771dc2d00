import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, IfMatch } from '../../platform/index.js';
import { FlagTicketView, TrackerBody, TrackerView } from './tickets.contract.js';
import { RemovalTickets } from './tickets.service.js';
import { TrackerSetting } from './tracker-setting.js';

@ApiTags('flag debt')
@Controller('api/v1')
export class TicketsController {
  constructor(
    private readonly tickets: RemovalTickets,
    private readonly tracker: TrackerSetting,
  ) {}

  @Post('flags/:key/ticket')
  @HttpCode(202)
  @Auth('flags:write')
  @ApiOperation({
    summary: 'Open the removal ticket of a flag in the tracker, once',
    description:
      'A job opens it and names it at the flag. One that failed is tried again; 409 `no_tracker`, `ticket_exists`.',
  })
  want(@Param('key') key: string, @CurrentActor() actor: Actor): Promise<FlagTicketView> {
    return this.tickets.want(key, actor);
  }

  @Get('flags/:key/ticket')
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'How the removal ticket of a flag fares' })
  get(@Param('key') key: string): Promise<FlagTicketView> {
    return this.tickets.get(key);
  }

  @Get('removal-tracker')
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'Where removal tickets are opened' })
  view(): Promise<TrackerView> {
    return this.tracker.view();
  }

  @Put('removal-tracker')
  @Auth('admin')
  @ApiOperation({ summary: 'Say where removal tickets are opened: GitHub, Jira, Linear, or a webhook of your own' })
  async set(
    @Body() body: TrackerBody,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<TrackerView> {
    await this.tracker.set(body, ifMatch, actor);
    return this.tracker.view();
  }

  @Delete('removal-tracker')
  @HttpCode(204)
  @Auth('admin')
  @ApiOperation({ summary: 'Open removal tickets nowhere any more' })
  remove(@CurrentActor() actor: Actor): Promise<void> {
    return this.tracker.remove(actor);
  }
}
