import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, IfMatch } from '../../platform/index.js';
import { ActionPage, ActionPatch, ActionsQuery, ActionView, LinkBody, NewAction } from './actions.contract.js';
import { Actions } from './actions.service.js';
import { actionView } from './actions.view.js';

@ApiTags('postmortems')
@Controller('api/v1')
export class ActionsController {
  constructor(private readonly actions: Actions) {}

  @Post('postmortems/:id/actions')
  @Auth('incidents:write')
  @ApiOperation({ summary: 'Add an action item' })
  async create(@Param('id') id: string, @Body() body: NewAction, @CurrentActor() actor: Actor): Promise<ActionView> {
    return actionView(await this.actions.create(id, body, actor));
  }

  @Get('actions')
  @Auth('read', 'incidents:write')
  @ApiOperation({ summary: 'List action items, the next due first' })
  async list(@Query() query: ActionsQuery): Promise<ActionPage> {
    return this.actions.list(query);
  }

  @Get('actions/:id')
  @Auth('read', 'incidents:write')
  @ApiOperation({ summary: 'One action item, and what it waits for' })
  async get(@Param('id') id: string): Promise<ActionView> {
    return actionView(await this.actions.get(id));
  }

  @Patch('actions/:id')
  @Auth('incidents:write')
  @ApiOperation({ summary: 'Change title, kind, owner, due date or ticket' })
  async change(
    @Param('id') id: string,
    @Body() body: ActionPatch,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<ActionView> {
    return actionView(await this.actions.change(id, body, ifMatch, actor));
  }

  @Post('actions/:id/link')
  @HttpCode(200)
  @Auth('incidents:write')
  @ApiOperation({ summary: 'Link the change that does it; merged with green checks, it closes the item' })
  async link(@Param('id') id: string, @Body() body: LinkBody, @CurrentActor() actor: Actor): Promise<ActionView> {
    return actionView(await this.actions.link(id, body.change, actor));
  }
}
