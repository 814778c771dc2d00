import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Auth, CurrentActor, type Actor } from '../../identity/index.js';
import { KillBoardQuery, KillBoardView } from './kill-board.contract.js';
import { KillBoard } from './kill-board.reads.js';

@ApiTags('flags')
@Controller('api/v1/kill-board')
export class KillBoardController {
  constructor(private readonly board: KillBoard) {}

  @Get()
  @Auth('read', 'flags:write', 'flags:kill')
  @ApiOperation({ summary: 'What is on in production, by service, and whether the asking person may turn it off' })
  async get(@Query() query: KillBoardQuery, @CurrentActor() actor: Actor): Promise<KillBoardView> {
    return this.board.for(actor, query.q ?? null);
  }
}
