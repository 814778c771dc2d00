import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Auth, CurrentActor, type Actor } from '../../identity/index.js';
import { DomainError, isInstant, page, readCursor } from '../../platform/index.js';
import { OverrideBody, OverridePage, OverridesQuery, OverrideView } from './schedules.contract.js';
import { invalidWindow, unknownSchedule } from './schedules.errors.js';
import { isOverrideId, SchedulesReads, type OverrideRow } from './schedules.reads.js';
import { Schedules } from './schedules.service.js';

@ApiTags('oncall')
@Controller('api/v1/schedules/:key/overrides')
export class OverridesController {
  constructor(
    private readonly schedules: Schedules,
    private readonly reads: SchedulesReads,
  ) {}

  @Put()
  @Auth('oncall:write')
  @ApiOperation({ summary: 'Let a person take over for a while; the same as POST' })
  put(
    @Param('key') key: string,
    @Body() body: OverrideBody,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OverrideView> {
    return this.add(key, body, actor, reply);
  }

  @Post()
  @Auth('oncall:write')
  @ApiOperation({ summary: 'Let a person take over for a while' })
  async add(
    @Param('key') key: string,
    @Body() body: OverrideBody,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OverrideView> {
    const { override, created } = await this.schedules.override(key, body, actor);
    void reply.status(created ? 201 : 200);
    return viewOf(override);
  }

  @Get()
  @Auth('read', 'oncall:write')
  @ApiOperation({ summary: 'List the overrides of a schedule, those that touch [from, to) alone' })
  async list(@Param('key') key: string, @Query() query: OverridesQuery): Promise<OverridePage> {
    const from = query.from === undefined ? null : new Date(query.from);
    const to = query.to === undefined ? null : new Date(query.to);
    if (from && to && from >= to) throw invalidWindow();
    if (!(await this.reads.find(key))) throw unknownSchedule(key);
    const rows = await this.reads.overrides(key, { from, to }, query.limit + 1, afterOf(query.cursor));
    const { items, nextCursor } = page(rows, query.limit, (row) => [row.from.toISOString(), row.id]);
    return { items: items.map(viewOf), nextCursor };
  }

  @Delete(':id')
  @Auth('oncall:write')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove an override; the rotation goes on as if it had not been' })
  async remove(@Param('key') key: string, @Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.schedules.removeOverride(key, id, actor);
  }
}

function viewOf({ from, to, createdAt, ...override }: OverrideRow): OverrideView {
  const { id, schedule, person, createdBy } = override;
  return {
    id,
    schedule,
    person,
    from: from.toISOString(),
    to: to.toISOString(),
    createdAt: createdAt.toISOString(),
    createdBy,
  };
}

function afterOf(cursor: string | undefined): { from: Date; id: string } | null {
  const parts = readCursor(cursor, 2);
  if (!parts) return null;
  const [from, id] = parts;
  if (!isInstant(from) || typeof id !== 'string' || !isOverrideId(id)) {
    throw new DomainError('unreadable', 'bad_cursor', 'The cursor is not one that this list gave.');
  }
  return { from: new Date(from), id };
}
