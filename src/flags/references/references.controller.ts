import { Body, Controller, Get, Param, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth, DomainError, etagOf, IfMatch, invalidField, requireMatch } from '../../platform/index.js';
import { FlagReads, type CodeReferences } from '../flags.reads.js';
import { CodeReads } from './code.reads.js';
import { CodeReferencesBody, CodeReferencesView, CodeScanView, FlagReferencesView } from './references.contract.js';
import { References } from './references.service.js';

const NAME = /^[A-Za-z0-9_.-]{1,100}$/;

@ApiTags('flags')
@Controller('api/v1')
export class ReferencesController {
  constructor(
    private readonly references: References,
    private readonly reads: FlagReads,
    private readonly code: CodeReads,
  ) {}

  @Put('code-references/:owner/:name')
  @Auth('flags:write', 'gates:evaluate', 'facts:write')
  @ApiOperation({ summary: 'Replace what is known of where the trunk of a repository refers to flags' })
  async put(
    @Param('owner') owner: string,
    @Param('name') name: string,
    @Body() body: CodeReferencesBody,
    @IfMatch() ifMatch: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CodeScanView> {
    const repository = repositoryOf(owner, name);
    const { decision, gone, at } = await this.references.take(repository, body, actor, (present) =>
      requireMatch(ifMatch, present && viewOf(present)),
    );
    const known = await this.reads.codeReferences(repository);
    const view = viewOf(known ?? { ...asSent(body, at), repository });
    // The tag is that of what a GET answers, for a later If-Match.
    if (known !== null) void reply.header('etag', etagOf(view));
    return { ...view, scan: decision === 'keep' ? 'kept' : decision, gone };
  }

  @Get('code-references/:owner/:name')
  @Auth('read', 'flags:write', 'gates:evaluate')
  @ApiOperation({ summary: 'Where a repository refers to flags, as of the last scan of its trunk' })
  async get(@Param('owner') owner: string, @Param('name') name: string): Promise<CodeReferencesView> {
    return this.view(repositoryOf(owner, name));
  }

  @Get('flags/:key/code-references')
  @Auth('read', 'flags:write', 'flags:kill')
  @ApiOperation({ summary: 'Where code refers to a flag, and what took it out, in every scanned repository' })
  async ofFlag(@Param('key') key: string): Promise<FlagReferencesView> {
    return this.code.ofFlag(key);
  }

  private async view(repository: string): Promise<CodeReferencesView> {
    const found = await this.reads.codeReferences(repository);
    if (found === null) throw new DomainError('not_found', 'never_scanned', `"${repository}" was never scanned.`);
    return viewOf(found);
  }
}

/** A scan of a branch, where trunk was never scanned: there is nothing else to answer. */
function asSent(body: CodeReferencesBody, at: Date): Omit<CodeReferences, 'repository'> {
  const { commit, branch, references } = body;
  return { commit, branch, references, scannedAt: at, committedAt: null, webUrl: null };
}

function viewOf(scan: CodeReferences): Pick<CodeReferencesView, keyof CodeReferencesView> {
  return { ...scan, scannedAt: scan.scannedAt.toISOString(), committedAt: scan.committedAt?.toISOString() ?? null };
}

function repositoryOf(owner: string, name: string): string {
  if (!NAME.test(owner) || !NAME.test(name)) throw invalidField('repository', 'bad_repository', 'must be owner/name');
  return `${owner}/${name}`;
}
