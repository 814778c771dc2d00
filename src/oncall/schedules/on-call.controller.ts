import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Catalog, unknownTeam } from '../../catalog/index.js';
import { Auth } from '../../identity/index.js';
import { Clock, page, PageQuery, readCursor } from '../../platform/index.js';
import { OnCall } from '../on-call.js';
import { OnCallQuery, OnCallView, TeamOnCallPage } from './schedules.contract.js';
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

  @Get('teams')
  @Auth('read', 'oncall:write')
  @ApiOperation({ summary: 'Who is on call now for each team, and who comes next' })
  async teams(@Query() { limit, cursor }: PageQuery): Promise<TeamOnCallPage> {
    const now = this.clock.now();
    const after = readCursor(cursor, 1)?.[0];
    const teams = await this.catalog.teams(limit + 1, typeof after === 'string' ? after : null);
    const [onCall, services] = await Promise.all([
      this.onCall.ofTeams(
        teams.map(({ key }) => key),
        now,
      ),
      this.catalog.services(),
    ]);
    const rows = teams.map(({ key, name }) => {
      const answer = onCall.get(key);
      return {
        team: key,
        teamName: name,
        services: services.filter(({ team }) => team === key).map((service) => service.key),
        schedule: answer?.schedule ?? null,
        person: answer?.person?.key ?? null,
        name: answer?.person?.name ?? null,
        overridden: answer?.overridden ?? false,
        until: answer?.until.toISOString() ?? null,
        next: answer?.next ? { person: answer.next.key, name: answer.next.name } : null,
      };
    });
    return page(rows, limit, ({ team }) => [team]);
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
