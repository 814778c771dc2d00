import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Auth, CurrentActor, type Actor } from '../../identity/index.js';
import type { Page } from '../../platform/index.js';
import { ComparisonAnswer } from './comparison.contract.js';
import {
  CompareQuery,
  NewSnapshotBody,
  SnapshotPage,
  SnapshotsQuery,
  SnapshotView,
  Verification,
} from './snapshots.contract.js';
import { Snapshots, type ComparisonView } from './snapshots.service.js';

@ApiTags('dora')
@ApiBearerAuth()
@Controller('api/v1/dora')
export class SnapshotsController {
  constructor(private readonly snapshots: Snapshots) {}

  @Post('snapshots')
  @Auth('dora:write')
  @ApiOperation({ summary: 'Keep the numbers of a window for good' })
  async take(@Body() body: NewSnapshotBody, @CurrentActor() actor: Actor): Promise<SnapshotView> {
    return this.snapshots.take(body, actor);
  }

  @Get('snapshots')
  @ApiResponse({ status: 200, type: SnapshotPage })
  @Auth('read', 'dora:write')
  @ApiOperation({ summary: 'List snapshots, newest first' })
  async list(@Query() query: SnapshotsQuery): Promise<Page<SnapshotView>> {
    return this.snapshots.list(query);
  }

  @Get('snapshots/:id')
  @Auth('read', 'dora:write')
  @ApiOperation({ summary: 'One snapshot' })
  async get(@Param('id') id: string): Promise<SnapshotView> {
    return this.snapshots.get(id);
  }

  @Get('snapshots/:id/verify')
  @Auth('read', 'dora:write')
  @ApiOperation({ summary: 'Compute a snapshot anew from the present facts and say whether the bytes are the same' })
  async verify(@Param('id') id: string): Promise<Verification> {
    return this.snapshots.verify(id);
  }

  @Get('compare')
  @ApiResponse({ status: 200, type: ComparisonAnswer })
  @Auth('read', 'dora:write')
  @ApiOperation({ summary: 'Compare two snapshots, with interval, p, verdict and whether they did the same work' })
  async compare(@Query() query: CompareQuery): Promise<ComparisonView> {
    return this.snapshots.compare(query.before, query.after);
  }
}
