import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Auth } from '../../platform/index.js';
import { ExportQuery, InventoryExport } from './export.contract.js';
import { FlagExport } from './export.service.js';

@ApiTags('flag import and export')
@Controller('api/v1/flag-inventory')
export class FlagExportController {
  constructor(private readonly exports: FlagExport) {}

  @Get()
  @Auth('read', 'flags:write')
  @ApiOperation({
    summary: 'The whole inventory as JSON or CSV: owners, ends, debt, and the state in each environment',
    description:
      'CSV has a line for each flag and environment. flagd’s definitions of one environment: `GET /flagd/v1/flags/{environment}`.',
  })
  @ApiOkResponse({ type: InventoryExport })
  async whole(
    @Query() query: ExportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InventoryExport | string> {
    if (query.format === 'json') return this.exports.json(query.service);
    void reply.type('text/csv; charset=utf-8');
    void reply.header('content-disposition', 'attachment; filename="flags.csv"');
    return this.exports.csv(query.service);
  }
}
