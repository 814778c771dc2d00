import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Auth } from '../identity/index.js';
import { badCursor, DrillRun, page, readCursor } from '../platform/index.js';
import {
  ChangeView,
  CheckList,
  ChecksQuery,
  FACTS_EXAMPLES,
  FACTS_SCHEMA,
  FactsAnswer,
  MAX_FACTS,
} from './facts.contract.js';
import { FactsReads } from './facts.reads.js';
import { FactsStream, LISTED_REJECTIONS } from './facts-stream.service.js';
import { Facts } from './facts.service.js';
import { noFacts, streamBrokenOff, tooManyFacts, unknownChange, unknownField } from './ingest.errors.js';

@ApiTags('ingest')
@Controller('api/v1')
export class FactsController {
  constructor(
    private readonly facts: Facts,
    private readonly stream: FactsStream,
    private readonly reads: FactsReads,
  ) {}

  @Post('facts')
  @HttpCode(200)
  @Auth('facts:write')
  @ApiOperation({ summary: 'Take facts in: up to 1,000 as JSON, or any number as NDJSON, one fact a line' })
  @ApiConsumes('application/json', 'application/x-ndjson')
  @ApiBody({ schema: FACTS_SCHEMA, examples: FACTS_EXAMPLES })
  async take(@Body() body: unknown, @DrillRun() drillRun: string | null): Promise<FactsAnswer> {
    if (body instanceof Readable) return this.takeStream(body, drillRun);
    const result = await this.facts.take(factsOf(body), drillRun);
    return { ...result, rejected: result.rejected.slice(0, LISTED_REJECTIONS), rejectedCount: result.rejected.length };
  }

  @Get('changes/:id')
  @Auth('read')
  @ApiOperation({ summary: 'One change, by its URL-encoded id' })
  async change(@Param('id') id: string): Promise<ChangeView> {
    const change = await this.reads.change(id);
    if (!change) throw unknownChange(id);
    return change;
  }

  @Get('checks')
  @Auth('read')
  @ApiOperation({ summary: 'Every check that was reported for a commit, oldest first' })
  async checks(@Query() query: ChecksQuery): Promise<CheckList> {
    const checks = await this.reads.checksOf(query.repository, query.sha);
    const after = readCursor(query.cursor, 1)?.[0] ?? null;
    const before = after === null ? -1 : checks.findIndex(({ id }) => id === after);
    if (after !== null && before === -1) throw badCursor();
    return page(checks.slice(before + 1, before + 2 + query.limit), query.limit, ({ id }) => [id]);
  }

  private async takeStream(body: Readable, drillRun: string | null): Promise<FactsAnswer> {
    try {
      return await this.stream.take(body, drillRun);
    } catch (error) {
      if (isBrokenOff(error)) throw streamBrokenOff();
      throw error;
    }
  }
}

function factsOf(body: unknown): unknown[] {
  if (typeof body !== 'object' || body === null || !('facts' in body) || !Array.isArray(body.facts)) throw noFacts();
  const unknown = Object.keys(body).find((field) => field !== 'facts');
  if (unknown !== undefined) throw unknownField(unknown);
  if (body.facts.length > MAX_FACTS) throw tooManyFacts(MAX_FACTS);
  return body.facts;
}

function isBrokenOff(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ABORT_ERR';
}
