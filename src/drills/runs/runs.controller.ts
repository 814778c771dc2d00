import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, PageQuery } from '../../platform/index.js';
import { EvidenceStore } from '../evidence/evidence.service.js';
import { Notes } from './notes.service.js';
import { RoleQuery, RoleView } from './role-view.contract.js';
import { RoleViews } from './role-view.reads.js';
import {
  DrillNoteBody,
  DrillNotePage,
  DrillNoteView,
  DrillPage,
  DrillsQuery,
  DrillView,
  NewDrill,
  ReasonBody,
} from './runs.contract.js';
import { Runs } from './runs.service.js';

@ApiTags('drills')
@Controller('api/v1/drills')
export class RunsController {
  constructor(
    private readonly runs: Runs,
    private readonly evidence: EvidenceStore,
    private readonly notes: Notes,
    private readonly roles: RoleViews,
  ) {}

  @Post()
  @Auth('incidents:write')
  @ApiOperation({ summary: 'Plan a run of a scenario' })
  create(@Body() body: NewDrill, @CurrentActor() actor: Actor): Promise<DrillView> {
    return this.runs.create(body, actor);
  }

  @Get()
  @Auth('read')
  @ApiOperation({ summary: 'List runs, the newest first' })
  list(@Query() query: DrillsQuery): Promise<DrillPage> {
    return this.runs.list(query);
  }

  @Get(':id')
  @Auth('read')
  @ApiOperation({ summary: 'One run' })
  get(@Param('id') id: string): Promise<DrillView> {
    return this.runs.get(id);
  }

  @Get(':id/view')
  @Auth('read')
  @ApiOperation({
    summary: 'What a role should see of a run now',
    description:
      'Default: the role of the caller; whoever has no part in it looks on. Of a surprise the part of the facilitator is shown to the facilitator alone (403).',
  })
  view(@Param('id') id: string, @Query() { role }: RoleQuery, @CurrentActor() actor: Actor): Promise<RoleView> {
    return this.roles.of(id, role, actor);
  }

  @Post(':id/start')
  @HttpCode(200)
  @Auth('incidents:write')
  @ApiOperation({
    summary: 'Start a run',
    description:
      'One run at a time goes on in a place (409 `place_taken`). Whoever starts it lends it the permission for the flips that its scenario names: `flags:write`, or `flags:kill` where it only turns off.',
  })
  start(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<DrillView> {
    return this.runs.step(id, 'start', null, actor);
  }

  @Post(':id/pause')
  @HttpCode(200)
  @Auth('incidents:write')
  @ApiOperation({ summary: 'Stop the clock of a run' })
  pause(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<DrillView> {
    return this.runs.step(id, 'pause', null, actor);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Auth('incidents:write')
  @ApiOperation({ summary: 'Let the clock of a run go on' })
  resume(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<DrillView> {
    return this.runs.step(id, 'resume', null, actor);
  }

  @Post(':id/finish')
  @HttpCode(200)
  @Auth('incidents:write')
  @ApiOperation({ summary: 'End a run that was played to its end; its evidence is frozen' })
  finish(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<DrillView> {
    return this.runs.step(id, 'finish', null, actor);
  }

  @Post(':id/abort')
  @HttpCode(200)
  @Auth('incidents:write')
  @ApiOperation({ summary: 'Break a run off and restore the steady state: clean up, resolve its open incidents' })
  abort(@Param('id') id: string, @Body() { reason }: ReasonBody, @CurrentActor() actor: Actor): Promise<DrillView> {
    return this.runs.step(id, 'abort', reason, actor);
  }

  @Post(':id/fail')
  @HttpCode(200)
  @Auth('incidents:write')
  @ApiOperation({ summary: 'End a run that cannot go on, with the reason, and restore the steady state' })
  fail(@Param('id') id: string, @Body() { reason }: ReasonBody, @CurrentActor() actor: Actor): Promise<DrillView> {
    return this.runs.step(id, 'fail', reason, actor);
  }

  @Post(':id/injects/:inject/fire')
  @HttpCode(200)
  @Auth('incidents:write')
  @ApiOperation({ summary: 'Write down that an inject happened; a flip among them is done' })
  fire(@Param('id') id: string, @Param('inject') inject: string, @CurrentActor() actor: Actor): Promise<DrillView> {
    return this.evidence.fire(id, inject, actor);
  }

  @Post(':id/notes')
  @Auth('incidents:write')
  @ApiOperation({ summary: 'Write down what was noticed' })
  note(@Param('id') id: string, @Body() { text }: DrillNoteBody, @CurrentActor() actor: Actor): Promise<DrillNoteView> {
    return this.notes.add(id, text, actor);
  }

  @Get(':id/notes')
  @Auth('read')
  @ApiOperation({ summary: 'What was noticed, in the order in which it was written' })
  listNotes(@Param('id') id: string, @Query() query: PageQuery): Promise<DrillNotePage> {
    return this.notes.list(id, query);
  }
}
