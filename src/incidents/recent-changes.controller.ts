import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Catalog } from '../catalog/index.js';
import { FlagReads } from '../flags/index.js';
import { FactsReads } from '../ingest/index.js';
import { Auth, Clock } from '../platform/index.js';
import { recentChanges } from './domain/recent-change.js';
import { RecentChangesQuery, RecentChangeView } from './recent-changes.contract.js';

@ApiTags('incidents')
@Controller('api/v1/services/:service/recent-changes')
export class RecentChangesController {
  constructor(
    private readonly clock: Clock,
    private readonly catalog: Catalog,
    private readonly facts: FactsReads,
    private readonly flags: FlagReads,
  ) {}

  @Get()
  @Auth('read', 'incidents:write')
  @ApiOperation({ summary: 'What changed a service of late: its deployments and flips, newest first' })
  async list(@Param('service') key: string, @Query() query: RecentChangesQuery): Promise<RecentChangeView[]> {
    const { key: service } = await this.catalog.requireService(key);
    const before = query.before === undefined ? this.clock.now() : new Date(query.before);
    const [deployments, flips] = await Promise.all([
      this.facts.latestDeployments(service, before, query.limit),
      this.flags.latestFlips(service, before, query.limit),
    ]);
    return recentChanges(deployments, flips, query.limit).map((change) => ({ ...change, at: change.at.toISOString() }));
  }
}
