import { Controller, Get, Param, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { AppConfig, Auth } from '../../platform/index.js';
import { DrillKey } from './drill-key.js';
import { DrillKeyView, DrillReportView } from './report.contract.js';
import { Reports } from './reports.service.js';

const MARKDOWN = 'text/markdown';
const TAR = 'application/x-tar';

@ApiTags('drills')
@Controller('api/v1')
export class ReportsController {
  constructor(
    private readonly reports: Reports,
    private readonly key: DrillKey,
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
    void reply.type(`${MARKDOWN}; charset=utf-8`);
    return this.reports.markdown(id, this.address(request), actor);
  }

  @Get('drills/:id/bundle')
  @Auth('read')
  @ApiProduces(TAR)
  @ApiResponse({ status: 200, description: 'A tar.', schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 409, description: 'The run has not ended.' })
  @ApiOperation({
    summary: 'What a run proved, as one signed file',
    description: '`loop drill verify BUNDLE` checks it without a server.',
  })
  async bundle(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const bytes = await this.reports.bundle(id, this.address(request));
    void reply.type(TAR).header('content-disposition', `attachment; filename="drill-${id}.tar"`);
    return new StreamableFile(bytes);
  }

  @Get('drill-key')
  @Auth('read')
  @ApiOperation({ summary: 'The public key that bundles are signed with' })
  publicKey(): Promise<DrillKeyView> {
    return this.key.view();
  }

  private address(request: FastifyRequest): string {
    return this.config.publicUrl ?? `${request.protocol}://${request.host}`;
  }
}
