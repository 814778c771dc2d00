import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Catalog, unknownTeam } from '../../catalog/index.js';
import { Auth } from '../../identity/index.js';
import { Clock } from '../../platform/index.js';
import { OnCall } from '../on-call.js';
import { OnCallQuery, OnCallView } from './schedules.contract.js';
import { serviceOrTeam } from './schedules.errors.js';

@ApiTags('oncall')
@Controller('api/v1/on-call')
export class OnCallController {
  constructor(
    private readonly onCall: OnCall,
    private readonly catalog: Catalog,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Auth('read', 'oncall:write')
  @ApiOperation({ summary: 'Who is on call for a service or a team at an instant' })
  async at(@Query() query: OnCallQuery): Promise<OnCallView> {
    const at = query.at === undefined ? this.clock.now() : new Date(query.at);
    const { service, team } = await this.subject(query);
    const answer = await this.onCall.ofTeam(team, at);
    return {
      service,
      team,
      at: at.toISOString(),
      person: answer?.person?.key ?? null,
      name: answer?.person?.name ?? null,
      schedule: answer?.schedule ?? null,
      until: answer?.until.toISOString() ?? null,
      overridden: answer?.overridden ?? false,
    };
  }

  private async subject({ service, team }: OnCallQuery): Promise<{ service: string | null; team: string }> {
    if (service !== undefined && team === undefined) {
      return { service, team: (await this.catalog.requireService(service)).team };
    }
    if (team === undefined || service !== undefined) throw serviceOrTeam();
    if (!(await this.catalog.team(team))) throw unknownTeam(team);
    return { service: null, team };
  }
}
