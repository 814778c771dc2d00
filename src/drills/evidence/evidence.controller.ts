import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth } from '../../platform/index.js';
import { EvidenceAccepted, EvidenceBody } from './evidence.contract.js';
import { EvidenceStore } from './evidence.service.js';

@ApiTags('drills')
@Controller('api/v1/drills/:id/evidence')
export class EvidenceController {
  constructor(private readonly evidence: EvidenceStore) {}

  @Post()
  @HttpCode(200)
  @Auth('incidents:write')
  @ApiOperation({
    summary: 'Record what whoever runs the service saw of it',
    description: 'All or nothing: one bad record refuses all (422). After the end of the run: 409.',
  })
  async add(
    @Param('id') id: string,
    @Body() { items }: EvidenceBody,
    @CurrentActor() actor: Actor,
  ): Promise<EvidenceAccepted> {
    await this.evidence.add(id, items, actor);
    return { accepted: items.length };
  }
}
