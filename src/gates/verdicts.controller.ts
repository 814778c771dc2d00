import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Auth } from '../identity/index.js';
import { badCursor, page, readCursor, type Page } from '../platform/index.js';
import { render } from './domain/forms.js';
import type { VerdictView } from './domain/verdict.js';
import { FORMAT, formAsked, MEDIA_TYPES } from './form-asked.js';
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
  async list(@Query() query: VerdictsQuery): Promise<Page<VerdictView & { askedBy: string }>> {
    const before = readCursor(query.cursor, 1)?.[0] ?? null;
    if (before !== null && !isUUID(before)) throw badCursor();
    const rows = await this.repository.verdicts(query, query.limit + 1, before === null ? null : String(before));
    return page(rows, query.limit, ({ id }) => [id]);
  }

  @Get(':id')
  @ApiProduces(...MEDIA_TYPES)
  @ApiQuery(FORMAT)
  @ApiResponse({ status: 200, type: VerdictWithInputs })
  @Auth('read', 'gates:evaluate')
  @ApiOperation({ summary: 'One verdict with what it was decided from, or in the forms that guards answer in' })
  async get(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<(VerdictView & { inputs: object; askedBy: string }) | string> {
    const found = isUUID(id) ? await this.repository.verdict(id) : null;
    if (!found) throw unknownVerdict(id);
    const form = formAsked(request);
    if (form === 'json') return { ...found.view, inputs: found.inputs, askedBy: found.actor };
    const { type, body } = render(found.view, form);
    void reply.header('content-type', type);
    return body;
  }
}
