import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Auth, CurrentActor, type Actor } from '../identity/index.js';
import { Clock, IfMatch, requireMatch } from '../platform/index.js';
import {
  DeploymentRowsQuery,
  DoraAnswer,
  DoraQuery,
  DoraSeries,
  drillsCounted,
  RowsQuery,
  SeriesQuery,
  type WhichDrills,
} from './dora.contract.js';
import { emptyWindow } from './dora.errors.js';
import { CorrectionsService } from './links/corrections.service.js';
import { DetailReads } from './numbers/detail.reads.js';
import { NumbersService } from './numbers/numbers.service.js';
import { Scopes } from './numbers/scope.js';
import { CorrectionBody, DeploymentRowsPage, IncidentRowsPage, LinkView } from './rows.contract.js';
import type { Range } from './rows/cell-rows.reads.js';

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 90;

@ApiTags('dora')
@ApiBearerAuth()
@Controller('api/v1/dora')
export class DoraController {
  constructor(
    private readonly clock: Clock,
    private readonly scopes: Scopes,
    private readonly numbers: NumbersService,
    private readonly detail: DetailReads,
    private readonly corrections: CorrectionsService,
  ) {}

  @Get()
  @Auth('read')
  @ApiOperation({ summary: 'The four keys and rework of a window' })
  async window(@Query() query: DoraQuery): Promise<DoraAnswer> {
    const now = this.clock.now();
    const window = windowOf(query, now);
    const places = await this.scopes.resolve(query);
    const numbers = await this.numbers.window(places, window, query.timezone, now);
    return { ...headOf(query, window, now), ...numbers };
  }

  @Get('series')
  @Auth('read')
  @ApiOperation({ summary: 'The same numbers day by day, week by week or month by month' })
  async series(@Query() query: SeriesQuery): Promise<DoraSeries> {
    const now = this.clock.now();
    const window = windowOf(query, now);
    const places = await this.scopes.resolve(query);
    const buckets = await this.numbers.series(places, window, query.timezone, query.bucket);
    return {
      ...headOf(query, window, now),
      buckets: buckets.map(({ from, to, numbers }) => ({
        from: from.toISOString(),
        to: to.toISOString(),
        ...numbers,
      })),
    };
  }

  @Get('deployments')
  @Auth('read')
  @ApiOperation({ summary: 'The deployments behind the numbers, with what they carried and what they are blamed for' })
  async deployments(@Query() query: DeploymentRowsQuery): Promise<DeploymentRowsPage> {
    const window = windowOf(query, this.clock.now());
    const rows = await this.detail.deployments(await this.scopes.resolve(query), window, query);
    return { ...rows, drills: drillsCounted(query) };
  }

  @Get('incidents')
  @Auth('read')
  @ApiOperation({ summary: 'The incidents behind the numbers, each with how it was linked' })
  async incidents(@Query() query: RowsQuery): Promise<IncidentRowsPage> {
    const window = windowOf(query, this.clock.now());
    const rows = await this.detail.incidents(await this.scopes.resolve(query), window, query.limit, query.cursor);
    return { ...rows, drills: drillsCounted(query) };
  }

  @Get('links/:incident')
  @Auth('read', 'dora:write')
  @ApiOperation({ summary: 'What an incident is linked to, and by what' })
  link(@Param('incident') incident: string): Promise<LinkView> {
    return this.corrections.link(incident);
  }

  @Put('links/:incident')
  @Auth('dora:write')
  @ApiOperation({ summary: 'Say what caused an incident; the numbers follow' })
  correct(
    @Param('incident') incident: string,
    @Body() body: CorrectionBody,
    @CurrentActor() actor: Actor,
    @IfMatch() ifMatch: string | undefined,
  ): Promise<LinkView> {
    return this.corrections.correct(incident, body, actor, (present) => requireMatch(ifMatch, present));
  }
}

function windowOf(query: { from?: string; to?: string }, now: Date): Range {
  const to = query.to === undefined ? now : new Date(query.to);
  const from = query.from === undefined ? new Date(to.getTime() - DEFAULT_DAYS * DAY_MS) : new Date(query.from);
  if (from >= to) throw emptyWindow();
  return { from: from.getTime() < 0 ? new Date(0) : from, to };
}

function headOf(
  query: WhichDrills & { service?: string; team?: string; environment?: string; timezone: string },
  { from, to }: Range,
  now: Date,
): Pick<DoraAnswer, 'window' | 'scope' | 'drills' | 'asOf'> {
  return {
    window: {
      from: from.toISOString(),
      to: to.toISOString(),
      days: (to.getTime() - from.getTime()) / DAY_MS,
      timezone: query.timezone,
    },
    scope: { service: query.service ?? null, team: query.team ?? null, environment: query.environment ?? null },
    drills: drillsCounted(query),
    asOf: now.toISOString(),
  };
}
