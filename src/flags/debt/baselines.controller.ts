import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, keyCursor, page, PageQuery } from '../../platform/index.js';
import { BaselineBody, BaselinePage, BaselineView, BaselineWithEntries } from './baselines.contract.js';
import { BaselinesRepository, type Baseline } from './baselines.repository.js';
import { Baselines } from './baselines.service.js';

@ApiTags('flag debt')
@Controller('api/v1/flag-baselines')
export class BaselinesController {
  constructor(
    private readonly baselines: Baselines,
    private readonly repository: BaselinesRepository,
  ) {}

  @Post()
  @Auth('admin')
  @ApiOperation({
    summary: 'Admit the debt that a service has now, once',
    description:
      'The guard then passes over it until it is mended; what is mended leaves for good, and what is new blocks. 409 `baseline_exists` the second time.',
  })
  async admit(@Body() { service, reason }: BaselineBody, @CurrentActor() actor: Actor): Promise<BaselineView> {
    return viewOf(await this.baselines.admit(service, reason, actor));
  }

  @Get()
  @Auth('read', 'flags:write', 'gates:evaluate')
  @ApiOperation({ summary: 'Admitted debt by service: how much there was, how much is left' })
  async list(@Query() { limit, cursor }: PageQuery): Promise<BaselinePage> {
    const rows = await this.repository.list(limit + 1, keyCursor(cursor));
    const { items, nextCursor } = page(rows, limit, ({ service }) => [service]);
    return { items: items.map(viewOf), nextCursor };
  }

  @Get(':service')
  @Auth('read', 'flags:write', 'gates:evaluate')
  @ApiOperation({ summary: 'The admitted debt of a service that still stands' })
  async get(@Param('service') service: string): Promise<BaselineWithEntries> {
    const { entries, ...baseline } = await this.baselines.get(service);
    return { ...viewOf(baseline), entries };
  }
}

function viewOf({ admittedAt, ...rest }: Baseline): Omit<Baseline, 'admittedAt'> & { admittedAt: string } {
  return { ...rest, admittedAt: admittedAt.toISOString() };
}
