import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import {
  Auth,
  badCursor,
  CreatesOrReplaces,
  HidesOnReplay,
  IfMatch,
  keyCursor,
  page,
  PageQuery,
  requireMatch,
} from '../platform/index.js';
import { can, CurrentActor, type Actor } from './actor.js';
import { Audit } from './audit.js';
import {
  AuditPage,
  AuditQuery,
  CreatedToken,
  NewToken,
  PersonBody,
  PersonPage,
  PersonView,
  TokenPage,
} from './identity.contract.js';
import { unknownPerson } from './identity.errors.js';
import { People } from './people.js';
import { PersonSaver } from './person-saver.js';
import { TokensRepository } from './tokens.repository.js';
import { TokensService } from './tokens.service.js';

@ApiTags('identity')
@Controller('api/v1')
export class IdentityController {
  constructor(
    private readonly tokens: TokensService,
    private readonly tokenRows: TokensRepository,
    private readonly people: People,
    private readonly saver: PersonSaver,
    private readonly audit: Audit,
  ) {}

  @Post('tokens')
  @Auth('admin')
  @HidesOnReplay('token')
  @ApiOperation({ summary: 'Create an API token; its secret is shown only in this answer' })
  createToken(@Body() body: NewToken, @CurrentActor() actor: Actor): Promise<CreatedToken> {
    return this.tokens.create(body, actor);
  }

  @Get('tokens')
  @Auth('read')
  @ApiOperation({ summary: 'List tokens, without their secrets' })
  async listTokens(@Query() query: PageQuery): Promise<TokenPage> {
    const rows = await this.tokenRows.list(query.limit + 1, idCursor(query.cursor));
    const cut = page(rows, query.limit, (row) => [row.id]);
    const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
    return {
      items: cut.items.map((row) => ({
        ...row,
        expiresAt: iso(row.expiresAt),
        revokedAt: iso(row.revokedAt),
        lastUsedAt: iso(row.lastUsedAt),
        createdAt: row.createdAt.toISOString(),
      })),
      nextCursor: cut.nextCursor,
    };
  }

  @Delete('tokens/:id')
  @Auth('admin')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke a token; every process refuses it within a second' })
  async revokeToken(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.tokens.revoke(id, actor);
  }

  @Put('people/:person')
  @Auth('catalog:write')
  @ApiOperation({ summary: 'Create or replace a person' })
  @CreatesOrReplaces(PersonView)
  async putPerson(
    @Param('person') key: string,
    @Body() body: PersonBody,
    @CurrentActor() actor: Actor,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonView> {
    const { view, created } = await this.saver.save(key, body, actor, (present) =>
      requireMatch(ifMatch, present && shown(present, actor)),
    );
    void reply.status(created ? 201 : 200);
    return shown(view, actor);
  }

  @Get('people')
  @Auth('read')
  @ApiOperation({ summary: 'List people' })
  async listPeople(@Query() query: PageQuery, @CurrentActor() actor: Actor): Promise<PersonPage> {
    const rows = await this.people.list(query.limit + 1, keyCursor(query.cursor));
    const cut = page(rows, query.limit, (row) => [row.key]);
    return { items: cut.items.map((person) => shown(person, actor)), nextCursor: cut.nextCursor };
  }

  @Get('people/:person')
  @Auth('read')
  @ApiOperation({ summary: 'One person' })
  async getPerson(@Param('person') key: string, @CurrentActor() actor: Actor): Promise<PersonView> {
    const person = await this.people.find(key);
    if (!person) throw unknownPerson(key);
    return shown(person, actor);
  }

  @Get('audit')
  @Auth('read')
  @ApiOperation({ summary: 'Who did what, newest first' })
  async listAudit(@Query() query: AuditQuery): Promise<AuditPage> {
    const rows = await this.audit.list(query, query.limit + 1, idCursor(query.cursor));
    const cut = page(rows, query.limit, (row) => [row.id]);
    return {
      items: cut.items.map(({ actorKind, actorId, actorName, person, at, ...row }) => ({
        ...row,
        at: at.toISOString(),
        actor: { kind: actorKind, id: actorId, name: actorName, person },
      })),
      nextCursor: cut.nextCursor,
    };
  }
}

function idCursor(cursor: string | undefined): string | null {
  const id = keyCursor(cursor);
  if (id !== null && !isUUID(id)) throw badCursor();
  return id;
}

function shown(person: PersonView, actor: Actor): PersonView {
  const { key, name, email, teams, active, role, hasPassword } = person;
  const contacts = person.contacts.map(({ secret: _secret, ...contact }) => contact);
  return { key, name, email, teams, active, role, ...(can(actor, 'admin') && { hasPassword }), contacts };
}
