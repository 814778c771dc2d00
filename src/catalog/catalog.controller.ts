import { Body, Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, type Actor } from '../identity/index.js';
import { Auth, CreatesOrReplaces, IfMatch, keyCursor, page, PageQuery, requireMatch } from '../platform/index.js';
import { Catalog } from './catalog.js';
import { Service, ServiceBody, ServicePage, ServicesQuery, Team, TeamBody, TeamPage } from './catalog.contract.js';
import { unknownTeam } from './catalog.errors.js';
import { CatalogService } from './catalog.service.js';

@ApiTags('catalog')
@Controller('api/v1')
export class CatalogController {
  constructor(
    private readonly catalog: Catalog,
    private readonly service: CatalogService,
  ) {}

  @Put('teams/:team')
  @Auth('catalog:write')
  @ApiOperation({ summary: 'Create or replace a team' })
  @CreatesOrReplaces(Team)
  async putTeam(
    @Param('team') key: string,
    @Body() body: TeamBody,
    @CurrentActor() actor: Actor,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Team> {
    const { view, created } = await this.service.putTeam(key, body, actor, (present) => requireMatch(ifMatch, present));
    void reply.status(created ? 201 : 200);
    return view;
  }

  @Get('teams')
  @Auth('read')
  @ApiOperation({ summary: 'List teams' })
  async listTeams(@Query() query: PageQuery): Promise<TeamPage> {
    return page(await this.catalog.teams(query.limit + 1, keyCursor(query.cursor)), query.limit, (team) => [team.key]);
  }

  @Get('teams/:team')
  @Auth('read')
  @ApiOperation({ summary: 'One team' })
  async getTeam(@Param('team') key: string): Promise<Team> {
    const team = await this.catalog.team(key);
    if (!team) throw unknownTeam(key);
    return team;
  }

  @Put('services/:service')
  @Auth('catalog:write')
  @ApiOperation({ summary: 'Create or replace a service' })
  @CreatesOrReplaces(Service)
  async putService(
    @Param('service') key: string,
    @Body() body: ServiceBody,
    @CurrentActor() actor: Actor,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Service> {
    const { view, created } = await this.service.putService(key, body, actor, (present) =>
      requireMatch(ifMatch, present),
    );
    void reply.status(created ? 201 : 200);
    return view;
  }

  @Get('services')
  @Auth('read')
  @ApiOperation({ summary: 'List services' })
  async listServices(@Query() query: ServicesQuery): Promise<ServicePage> {
    return page(
      await this.catalog.servicePage(query, query.limit + 1, keyCursor(query.cursor)),
      query.limit,
      (service) => [service.key],
    );
  }

  @Get('services/:service')
  @Auth('read')
  @ApiOperation({ summary: 'One service' })
  getService(@Param('service') key: string): Promise<Service> {
    return this.catalog.requireService(key);
  }
}
