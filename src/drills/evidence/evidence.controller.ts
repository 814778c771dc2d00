import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth } from '../../platform/index.js';
import type { Evidence } from '../domain/evidence.js';
import { RoleViews } from '../runs/role-view.reads.js';
import { Runs } from '../runs/runs.service.js';
import { EVIDENCE_ANSWER, EvidenceAccepted, EvidenceBody } from './evidence.contract.js';
import { EvidenceStore } from './evidence.service.js';

@ApiTags('drills')
@Controller('api/v1/drills/:id/evidence')
export class EvidenceController {
  constructor(
    private readonly evidence: EvidenceStore,
    private readonly runs: Runs,
    private readonly roles: RoleViews,
  ) {}

  @Get()
  @Auth('read')
  @ApiOperation({
    summary: 'Everything that is known of a run',
    description:
      'Frozen once it has ended, gathered anew before. While a surprise goes on, its scenario shows to others than the facilitator only what has happened.',
  })
  @ApiResponse({ status: 200, ...EVIDENCE_ANSWER })
  async get(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Evidence> {
    const run = await this.runs.find(id);
    return this.roles.evidence(run, await this.evidence.of(id), actor);
  }

  @Post()
  @HttpCode(200)
  @Auth('incidents:write')
  @ApiOperation({
    summary: 'Record what whoever runs the service saw of it',
    description: 'All or nothing: one bad record refuses all (422). After the end of the run: 409.',
  })
  async add(
    @Param('id') id: string,
    @Body() { items }: EvidenceBody,
    @CurrentActor() actor: Actor,
  ): Promise<EvidenceAccepted> {
    await this.evidence.add(id, items, actor);
    return { accepted: items.length };
  }
}
