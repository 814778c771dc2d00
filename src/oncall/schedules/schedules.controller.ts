import { Body, Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Auth, CurrentActor, type Actor } from '../../identity/index.js';
import {
  Clock,
  CreatesOrReplaces,
  DomainError,
  IfMatch,
  isInstant,
  page,
  readCursor,
  requireMatch,
} from '../../platform/index.js';
import { OnCall } from '../on-call.js';
import {
  ScheduleBody,
  SchedulePage,
  SchedulesQuery,
  ScheduleView,
  TurnPage,
  TurnsQuery,
} from './schedules.contract.js';
import { unknownSchedule } from './schedules.errors.js';
import { SchedulesReads } from './schedules.reads.js';
import { Schedules } from './schedules.service.js';

@ApiTags('oncall')
@Controller('api/v1/schedules')
export class SchedulesController {
  constructor(
    private readonly schedules: Schedules,
    private readonly reads: SchedulesReads,
    private readonly onCall: OnCall,
    private readonly clock: Clock,
  ) {}

  @Put(':key')
  @Auth('oncall:write')
  @ApiOperation({ summary: 'Create or replace a schedule' })
  @CreatesOrReplaces(ScheduleView)
  async put(
    @Param('key') key: string,
    @Body() body: ScheduleBody,
    @CurrentActor() actor: Actor,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScheduleView> {
    const { view, created } = await this.schedules.put(key, body, actor, (present) => requireMatch(ifMatch, present));
    void reply.status(created ? 201 : 200);
    return view;
  }

  @Get()
  @Auth('read', 'oncall:write')
  @ApiOperation({ summary: 'List schedules' })
  async list(@Query() { team, limit, cursor }: SchedulesQuery): Promise<SchedulePage> {
    const after = readCursor(cursor, 1)?.[0];
    const rows = await this.reads.list(team ?? null, limit + 1, typeof after === 'string' ? after : null);
    return page(rows, limit, (schedule) => [schedule.key]);
  }

  @Get(':key/turns')
  @Auth('read', 'oncall:write')
  @ApiOperation({ summary: 'Who is on call by a schedule, turn by turn; there is always one more' })
  async turns(@Param('key') key: string, @Query() { from, limit, cursor }: TurnsQuery): Promise<TurnPage> {
    const start = turnCursor(cursor) ?? (from === undefined ? this.clock.now() : new Date(from));
    const turns = await this.onCall.turns(key, start, limit + 1);
    if (!turns) throw unknownSchedule(key);
    const { items, nextCursor } = page(turns, limit, ({ to }) => [to.toISOString()]);
    return { items: items.map((t) => ({ ...t, from: t.from.toISOString(), to: t.to.toISOString() })), nextCursor };
  }

  @Get(':key')
  @Auth('read', 'oncall:write')
  @ApiOperation({ summary: 'One schedule' })
  async get(@Param('key') key: string): Promise<ScheduleView> {
    const schedule = await this.reads.find(key);
    if (!schedule) throw unknownSchedule(key);
    return schedule;
  }
}

function turnCursor(cursor: string | undefined): Date | null {
  const parts = readCursor(cursor, 1);
  if (!parts) return null;
  const [from] = parts;
  if (!isInstant(from)) throw new DomainError('unreadable', 'bad_cursor', 'The cursor is not one that this list gave.');
  return new Date(from);
}
