import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth } from '../../platform/index.js';
import { FlagChangeControlView, WaitingChangesView } from './waiting.contract.js';
import { WaitingReads } from './waiting.reads.js';

@ApiTags('flag change control')
@Controller('api/v1')
export class WaitingController {
  constructor(private readonly reads: WaitingReads) {}

  @Get('waiting')
  @Auth('read', 'flags:write', 'flags:kill')
  @ApiOperation({
    summary: 'What waits for the asking person: approvals, reviews, questions, own requests and scheduled flips',
  })
  async waiting(@CurrentActor() actor: Actor): Promise<WaitingChangesView> {
    return this.reads.of(actor);
  }

  @Get('flags/:key/change-control')
  @Auth('read', 'flags:write', 'flags:kill')
  @ApiOperation({ summary: 'Which changes of a flag need approval, and by which policy' })
  async ofFlag(@Param('key') key: string): Promise<FlagChangeControlView> {
    return this.reads.ofFlag(key);
  }
}
