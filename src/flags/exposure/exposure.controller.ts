import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth } from '../../platform/index.js';
import { ExposureOfFlag } from './exposure-of-flag.js';
import { ExposureReports } from './exposure-reports.service.js';
import { ExposureQuery, ExposureReportBody, ExposureReportView, ExposureView } from './exposure.contract.js';

@ApiTags('flags')
@Controller('api/v1')
export class ExposureController {
  constructor(
    private readonly exposure: ExposureOfFlag,
    private readonly reports: ExposureReports,
  ) {}

  @Get('flags/:key/exposure')
  @Auth('read', 'flags:write', 'flags:kill')
  @ApiOperation({ summary: 'How often each variant of a flag was given, by hour or day, and when it was last called' })
  async of(@Param('key') key: string, @Query() query: ExposureQuery): Promise<ExposureView> {
    return this.exposure.of(key, query);
  }

  @Post('exposures')
  @HttpCode(200)
  @Auth('flags:evaluate')
  @ApiOperation({ summary: "Report what an SDK evaluated by itself, in its token's environment; a batch counts once" })
  async report(@Body() body: ExposureReportBody, @CurrentActor() actor: Actor): Promise<ExposureReportView> {
    return this.reports.take(body, actor);
  }
}
