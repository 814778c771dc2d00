import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Auth } from '../../identity/index.js';
import { DomainError, page, readCursor } from '../../platform/index.js';
import { unknownReceipt } from '../ingest.errors.js';
import { ReceiptDetail, ReceiptPage, ReceiptsQuery, ReceiptView } from './receipts.contract.js';
import { ReceiptsRepository } from './receipts.repository.js';
import { Receipts } from './receipts.service.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const EXCERPT_BYTES = 4_000;

@ApiTags('ingest')
@Controller('api/v1/receipts')
export class ReceiptsController {
  constructor(
    private readonly receipts: Receipts,
    private readonly repository: ReceiptsRepository,
  ) {}

  @Get()
  @Auth('read')
  @ApiOperation({ summary: 'Webhooks that came in, newest first, and what became of them' })
  async list(@Query() query: ReceiptsQuery): Promise<ReceiptPage> {
    const rows = await this.repository.list(query, query.limit + 1, cursorOf(query.cursor));
    return page(rows, query.limit, (row) => [row.receivedAt.toISOString(), row.id]);
  }

  @Get(':id')
  @Auth('read')
  @ApiOperation({ summary: 'One receipt with the beginning of what was received' })
  async one(@Param('id') id: string): Promise<ReceiptDetail> {
    const found = await this.repository.excerpt(known(id), EXCERPT_BYTES);
    if (!found) throw unknownReceipt(id);
    const { raw, ...receipt } = found;
    return { ...receipt, excerpt: raw.toString('utf8') };
  }

  @Post(':id/replay')
  @HttpCode(202)
  @Auth('facts:write')
  @ApiOperation({ summary: 'Process a receipt again (202); one that waits already stays as it is (200)' })
  async replay(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptView> {
    const { receipt, again } = await this.receipts.replay(known(id));
    if (!again) void reply.status(200);
    return receipt;
  }
}

function known(id: string): string {
  if (!UUID.test(id)) throw unknownReceipt(id);
  return id;
}

function cursorOf(cursor: string | undefined): (string | number | null)[] | null {
  const parts = readCursor(cursor, 2);
  if (parts === null) return null;
  const [receivedAt, id] = parts;
  if (
    typeof receivedAt === 'string' &&
    Number.isFinite(Date.parse(receivedAt)) &&
    typeof id === 'string' &&
    UUID.test(id)
  ) {
    return parts;
  }
  throw new DomainError('unreadable', 'bad_cursor', 'The cursor is not one that this list gave.');
}
