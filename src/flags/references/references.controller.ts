import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, DomainError, IfMatch, invalidField, requireMatch } from '../../platform/index.js';
import { FlagReads, type CodeReferences } from '../flags.reads.js';
import { CodeReferencesBody, CodeReferencesView } from './references.contract.js';
import { References } from './references.service.js';

const NAME = /^[A-Za-z0-9_.-]{1,100}$/;

@ApiTags('flags')
@Controller('api/v1/code-references/:owner/:name')
export class ReferencesController {
  constructor(
    private readonly references: References,
    private readonly reads: FlagReads,
  ) {}

  @Put()
  @Auth('flags:write', 'gates:evaluate', 'facts:write')
  @ApiOperation({ summary: 'Replace what is known of where a repository refers to flags' })
  async put(
    @Param('owner') owner: string,
    @Param('name') name: string,
    @Body() body: CodeReferencesBody,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<CodeReferencesView> {
    const repository = repositoryOf(owner, name);
    await this.references.replace(repository, body, actor, (present) =>
      requireMatch(ifMatch, present && viewOf(present)),
    );
    return this.view(repository);
  }

  @Get()
  @Auth('read', 'flags:write', 'gates:evaluate')
  @ApiOperation({ summary: 'Where a repository refers to flags, as of its last scan' })
  async get(@Param('owner') owner: string, @Param('name') name: string): Promise<CodeReferencesView> {
    return this.view(repositoryOf(owner, name));
  }

  private async view(repository: string): Promise<CodeReferencesView> {
    const found = await this.reads.codeReferences(repository);
    if (found === null) throw new DomainError('not_found', 'never_scanned', `"${repository}" was never scanned.`);
    return viewOf(found);
  }
}

function viewOf(scan: CodeReferences): CodeReferencesView {
  return { ...scan, scannedAt: scan.scannedAt.toISOString() };
}

function repositoryOf(owner: string, name: string): string {
  if (!NAME.test(owner) || !NAME.test(name)) throw invalidField('repository', 'bad_repository', 'must be owner/name');
  return `${owner}/${name}`;
}
