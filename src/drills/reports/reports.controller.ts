import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { AppConfig, Auth } from '../../platform/index.js';
import { DrillReportView } from './report.contract.js';
import { Reports } from './reports.service.js';

const MARKDOWN = 'text/markdown';

@ApiTags('drills')
@Controller('api/v1')
export class ReportsController {
  constructor(
    private readonly reports: Reports,
    private readonly config: AppConfig,
  ) {}

  @Get('drills/:id/report')
  @Auth('read')
  @ApiProduces('application/json', MARKDOWN)
  @ApiResponse({ status: 200, type: DrillReportView, description: 'As Markdown where `Accept` asks for it.' })
  @ApiOperation({
    summary: 'What a run showed: checks, scores, the comparison, what to improve',
    description: 'Computed from the evidence alone; what nobody recorded fails.',
  })
  async report(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DrillReportView | string> {
    if (!(request.headers.accept ?? '').includes(MARKDOWN)) return this.reports.view(id, actor);
    const address = this.config.publicUrl ?? `${request.protocol}://${request.host}`;
    void reply.type(`${MARKDOWN}; charset=utf-8`);
    return this.reports.markdown(id, address, actor);
  }
}
