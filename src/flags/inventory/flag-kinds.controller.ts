import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, IfMatch, requireMatch } from '../../platform/index.js';
import { FLAG_KINDS, needsEnd, type FlagKind } from '../domain/flag.js';
import type { KindPolicy } from '../domain/kind-policy.js';
import { FlagKindBody, FlagKindPage, FlagKindView } from './flag-kinds.contract.js';
import { FlagKinds, kindOf } from './flag-kinds.js';

@ApiTags('flags')
@Controller('api/v1/flag-kinds')
export class FlagKindsController {
  constructor(private readonly kinds: FlagKinds) {}

  @Get()
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'The kinds of flags: how long each lives, and how often it may be extended' })
  async list(): Promise<FlagKindPage> {
    const policies = await this.kinds.policies();
    return { items: FLAG_KINDS.map((kind) => viewOf({ kind, ...policies[kind] })), nextCursor: null };
  }

  @Get(':kind')
  @Auth('read', 'flags:write')
  @ApiOperation({ summary: 'One kind of flags' })
  async get(@Param('kind') name: string): Promise<FlagKindView> {
    const kind = kindOf(name);
    return viewOf({ kind, ...(await this.kinds.policies())[kind] });
  }

  @Put(':kind')
  @Auth('admin')
  @ApiOperation({ summary: 'Say how long flags of a kind live, and how often they may be extended' })
  async put(
    @Param('kind') kind: string,
    @Body() { lifetimeDays, extensionCap }: FlagKindBody,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<FlagKindView> {
    const check = (present: KindPolicy & { kind: FlagKind }): void => requireMatch(ifMatch, viewOf(present));
    return viewOf(await this.kinds.put(kind, { lifetimeDays, extensionCap }, actor, check));
  }
}

function viewOf({ kind, lifetimeDays, extensionCap }: KindPolicy & { kind: FlagKind }): FlagKindView {
  return { kind, lifetimeDays, extensionCap, needsEnd: needsEnd(kind) };
}
