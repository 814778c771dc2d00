import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Auth, Clock } from '../../platform/index.js';
import { HEALTH_FORMULA, HEALTH_WEIGHTS } from '../domain/health.js';
import {
  FlagTaskPage,
  HealthQuery,
  HealthTrendQuery,
  HealthTrendView,
  HealthView,
  StalenessView,
  TasksQuery,
} from './health.contract.js';
import { HealthReads, sumsView } from './health.reads.js';
import { TaskReads } from './tasks.reads.js';

@ApiTags('flag debt')
@Controller('api/v1')
export class HealthController {
  constructor(
    private readonly clock: Clock,
    private readonly health: HealthReads,
    private readonly tasks: TaskReads,
  ) {}

  @Get('flag-health')
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'How healthy the flags are, with the formula, by service and team' })
  async now(@Query() query: HealthQuery): Promise<HealthView> {
    const { sums, services, teams } = await this.health.now(query);
    return {
      ...sumsView(sums),
      formula: HEALTH_FORMULA,
      weights: HEALTH_WEIGHTS,
      services,
      teams,
      asOf: this.clock.now().toISOString(),
    };
  }

  @Get('flag-health/trend')
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'The health of each day as it was written down then; days without a writing stay empty' })
  async trend(@Query() query: HealthTrendQuery): Promise<HealthTrendView> {
    return { days: await this.health.trend(query, query.days) };
  }

  @Get('flag-tasks')
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'What is to be done about flags, one step for each, and which team is to do it' })
  list(@Query() query: TasksQuery): Promise<FlagTaskPage> {
    return this.tasks.list(query);
  }

  @Get('flags/:key/staleness')
  @Auth('read', 'flags:write', 'flags:kill')
  @ApiOperation({
    summary: 'Whether a flag has done its work, from four kinds of evidence, and the one thing to do next',
  })
  async staleness(@Param('key') key: string): Promise<StalenessView> {
    const { evidence, ...rest } = await this.tasks.staleness(key);
    return { ...rest, evidence: evidence.map((each) => ({ ...each, since: each.since?.toISOString() ?? null })) };
  }
}
