import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../identity/index.js';
import { Auth, DrillRun, IfMatch, PageQuery } from '../platform/index.js';
import { Declarations } from './declarations.service.js';
import { IncidentLists } from './incident-lists.reads.js';
import {
  IncidentPage,
  IncidentPatch,
  IncidentsQuery,
  IncidentView,
  MitigateBody,
  NewIncident,
  NoteBody,
  RestoreBody,
  StepBody,
  TimelineEntryView,
  TimelinePage,
} from './incidents.contract.js';
import { unknownIncident } from './incidents.errors.js';
import { IncidentReads } from './incidents.reads.js';
import { Incidents } from './incidents.service.js';
import { viewOf } from './incidents.view.js';
import { ResponderGuard } from './responders.js';

@ApiTags('incidents')
@Controller('api/v1/incidents')
export class IncidentsController {
  constructor(
    private readonly declarations: Declarations,
    private readonly incidents: Incidents,
    private readonly reads: IncidentReads,
    private readonly lists: IncidentLists,
  ) {}

  @Post()
  @Auth()
  @UseGuards(ResponderGuard)
  @ApiOperation({ summary: 'Declare an incident' })
  async declare(
    @Body() body: NewIncident,
    @DrillRun() drillRun: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<IncidentView> {
    return viewOf(await this.declarations.declare(body, drillRun, actor));
  }

  @Get()
  @Auth('read', 'incidents:write')
  @ApiOperation({ summary: 'List incidents, the newest start first' })
  async list(@Query() query: IncidentsQuery): Promise<IncidentPage> {
    return this.lists.incidents(query);
  }

  @Get(':id')
  @Auth('read', 'incidents:write')
  @ApiOperation({ summary: 'One incident' })
  async get(@Param('id') id: string): Promise<IncidentView> {
    const incident = await this.reads.find(id);
    if (!incident) throw unknownIncident(id);
    return viewOf(incident);
  }

  @Patch(':id')
  @Auth()
  @UseGuards(ResponderGuard)
  @ApiOperation({ summary: 'Correct title, severity, cause or what it is a duplicate of' })
  async change(
    @Param('id') id: string,
    @Body() body: IncidentPatch,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<IncidentView> {
    return viewOf(await this.incidents.change(id, body, ifMatch, actor));
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @Auth()
  @UseGuards(ResponderGuard)
  @ApiOperation({ summary: 'Acknowledge: somebody is on it; paging stops' })
  async acknowledge(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<IncidentView> {
    return viewOf(await this.incidents.acknowledge(id, actor));
  }

  @Post(':id/mitigate')
  @HttpCode(200)
  @Auth()
  @UseGuards(ResponderGuard)
  @ApiOperation({ summary: 'Tell what was done against the impact' })
  async mitigate(
    @Param('id') id: string,
    @Body() body: MitigateBody,
    @CurrentActor() actor: Actor,
  ): Promise<IncidentView> {
    return viewOf(await this.incidents.mitigate(id, body, actor));
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Auth()
  @UseGuards(ResponderGuard)
  @ApiOperation({ summary: 'Tell that the service works again, since when and by what' })
  async restore(
    @Param('id') id: string,
    @Body() body: RestoreBody,
    @CurrentActor() actor: Actor,
  ): Promise<IncidentView> {
    return viewOf(await this.incidents.restore(id, body, actor));
  }

  @Post(':id/resolve')
  @HttpCode(200)
  @Auth()
  @UseGuards(ResponderGuard)
  @ApiOperation({ summary: 'Close the incident' })
  async resolve(@Param('id') id: string, @Body() body: StepBody, @CurrentActor() actor: Actor): Promise<IncidentView> {
    return viewOf(await this.incidents.resolve(id, body, actor));
  }

  @Post(':id/reopen')
  @HttpCode(200)
  @Auth()
  @UseGuards(ResponderGuard)
  @ApiOperation({ summary: 'It turned bad again' })
  async reopen(@Param('id') id: string, @Body() body: StepBody, @CurrentActor() actor: Actor): Promise<IncidentView> {
    return viewOf(await this.incidents.reopen(id, body, actor));
  }

  @Get(':id/timeline')
  @Auth('read', 'incidents:write')
  @ApiOperation({ summary: 'What happened, in its order' })
  async timeline(@Param('id') id: string, @Query() query: PageQuery): Promise<TimelinePage> {
    return this.lists.timeline(id, query);
  }

  @Post(':id/timeline')
  @Auth()
  @UseGuards(ResponderGuard)
  @ApiOperation({ summary: 'Add a note to the timeline' })
  async note(
    @Param('id') id: string,
    @Body() body: NoteBody,
    @CurrentActor() actor: Actor,
  ): Promise<TimelineEntryView> {
    return this.incidents.note(id, body, actor);
  }
}
