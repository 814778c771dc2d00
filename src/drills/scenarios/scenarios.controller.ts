import { Body, Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, CreatesOrReplaces, IfMatch } from '../../platform/index.js';
import { SCENARIO_SCHEMA } from '../domain/scenario-schema.js';
import { SCHEMA_ANSWER, ScenarioBody, ScenarioPage, ScenariosQuery, ScenarioView } from './scenarios.contract.js';
import { Scenarios } from './scenarios.service.js';

@ApiTags('drills')
@Controller('api/v1/drill-scenarios')
export class ScenariosController {
  constructor(private readonly scenarios: Scenarios) {}

  @Get('schema')
  @Auth('read')
  @ApiOperation({ summary: 'The JSON Schema that scenarios are written by' })
  @ApiResponse({ status: 200, ...SCHEMA_ANSWER })
  schema(): object {
    return SCENARIO_SCHEMA;
  }

  @Put(':key')
  @Auth('incidents:write')
  @ApiOperation({
    summary: 'Create or replace a scenario, written in YAML',
    description: 'A fault is told with its line: each `detail` of `errors` begins with `line N:`.',
  })
  @CreatesOrReplaces(ScenarioView)
  async put(
    @Param('key') key: string,
    @Body() { yaml }: ScenarioBody,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScenarioView> {
    const { view, created } = await this.scenarios.put(key, yaml, ifMatch, actor);
    void reply.status(created ? 201 : 200);
    return view;
  }

  @Get()
  @Auth('read')
  @ApiOperation({ summary: 'List scenarios, by key' })
  list(@Query() query: ScenariosQuery): Promise<ScenarioPage> {
    return this.scenarios.list(query);
  }

  @Get(':key')
  @Auth('read')
  @ApiOperation({ summary: 'One scenario, with its YAML' })
  get(@Param('key') key: string): Promise<ScenarioView> {
    return this.scenarios.get(key);
  }
}
