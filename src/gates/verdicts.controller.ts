import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { Auth } from '../identity/index.js';
import { badCursor, page, readCursor, type Page } from '../platform/index.js';
import type { VerdictView } from './domain/verdict.js';
import { VerdictsQuery } from './gates.contract.js';
import { unknownVerdict } from './gates.errors.js';
import { GatesRepository } from './gates.repository.js';
import { VerdictPage, VerdictWithInputs } from './verdicts.contract.js';

@ApiTags('gates')
@ApiBearerAuth()
@Controller('api/v1/verdicts')
export class VerdictsController {
  constructor(private readonly repository: GatesRepository) {}

  @Get()
  @ApiResponse({ status: 200, type: VerdictPage })
  @Auth('read', 'gates:evaluate')
  @ApiOperation({ summary: 'List verdicts, newest first' })
  async list(@Query() query: VerdictsQuery): Promise<Page<VerdictView>> {
    const before = readCursor(query.cursor, 1)?.[0] ?? null;
    if (before !== null && !isUUID(before)) throw badCursor();
    const rows = await this.repository.verdicts(query, query.limit + 1, before === null ? null : String(before));
    return page(rows, query.limit, ({ id }) => [id]);
  }

  @Get(':id')
  @ApiResponse({ status: 200, type: VerdictWithInputs })
  @Auth('read', 'gates:evaluate')
  @ApiOperation({ summary: 'One verdict, with what it was decided from' })
  async get(@Param('id') id: string): Promise<VerdictView & { inputs: object; askedBy: string }> {
    const found = isUUID(id) ? await this.repository.verdict(id) : null;
    if (!found) throw unknownVerdict(id);
    return { ...found.view, inputs: found.inputs, askedBy: found.actor };
  }
}
