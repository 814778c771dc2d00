import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Auth } from '../../platform/index.js';
import { LoopView } from './loop.contract.js';
import { LoopReads } from './loop.reads.js';

@ApiTags('reports')
@Controller('api/v1/loop')
export class LoopController {
  constructor(private readonly reads: LoopReads) {}

  @Get()
  @Auth('read')
  @ApiOperation({
    summary: 'The whole loop at a glance: gate, deployments, flags, on-call, incidents, actions, numbers',
  })
  async loop(): Promise<LoopView> {
    return this.reads.loop();
  }
}
