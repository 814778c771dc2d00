import { applyDecorators, Body, Controller, Get, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Auth, CurrentActor, type Actor } from '../identity/index.js';
import { AppConfig, DrillRun, IfMatch, requireMatch } from '../platform/index.js';
import { render, type Form } from './domain/forms.js';
import { FORMAT, formAsked, MEDIA_TYPES } from './form-asked.js';
import type { VerdictView } from './domain/verdict.js';
import { ChangeFailBody, FlagDebtBody, MergeBody, MergePolicyBody, GovernorOverrideBody } from './gates.contract.js';
import { Guards, type Asking } from './guards.service.js';
import { ChangeFailVerdict, MergePolicyView, GovernorOverrideView, VerdictAnswer } from './verdicts.contract.js';

/** 200 and 409 carry the same body. */
const Answers = (type: typeof VerdictAnswer) =>
  applyDecorators(
    ApiProduces(...MEDIA_TYPES),
    ApiQuery(FORMAT),
    ApiResponse({ status: 200, description: 'The guard lets it pass, or has too few data.', type }),
    ApiResponse({ status: 409, description: 'The guard blocks; the body is the same verdict.', type }),
  );

@ApiTags('gates')
@ApiBearerAuth()
@Controller('api/v1')
export class GuardsController {
  constructor(
    private readonly guards: Guards,
    private readonly config: AppConfig,
  ) {}

  @Post('guards/change-fail')
  @HttpCode(200)
  @Auth('gates:evaluate')
  @Answers(ChangeFailVerdict)
  @ApiOperation({ summary: 'May this service release now, or does its change fail rate ask for a slower pace?' })
  async changeFail(
    @Body() body: ChangeFailBody,
    @DrillRun() drillRun: string | null,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = formAsked(request);
    return answer(await this.guards.changeFail(body, drillRun, this.asking(actor, request)), form, reply);
  }

  @Post('guards/change-fail/overrides')
  @Auth('incidents:write')
  @ApiResponse({ status: 201, type: GovernorOverrideView })
  @ApiOperation({ summary: 'Lift a tripped governor until a time, with a reason' })
  async override(
    @Body() body: GovernorOverrideBody,
    @DrillRun() drillRun: string | null,
    @CurrentActor() actor: Actor,
  ) {
    return this.guards.override(body, drillRun, actor);
  }

  @Post('guards/flag-debt')
  @HttpCode(200)
  @Auth('gates:evaluate')
  @Answers(VerdictAnswer)
  @ApiOperation({ summary: 'Do flags owe anything: expiry, owner, ticket, removal from code?' })
  async flagDebt(
    @Body() body: FlagDebtBody,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = formAsked(request);
    return answer(await this.guards.flagDebt(body, this.asking(actor, request)), form, reply);
  }

  @Post('guards/merge')
  @HttpCode(200)
  @Auth('gates:evaluate')
  @Answers(VerdictAnswer)
  @ApiOperation({ summary: 'Did every blocking check of this head conclude with success?' })
  async merge(
    @Body() body: MergeBody,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = formAsked(request);
    return answer(await this.guards.merge(body, this.asking(actor, request)), form, reply);
  }

  @Get('repositories/:owner/:name/merge-policy')
  @ApiResponse({ status: 200, type: MergePolicyView })
  @Auth('read', 'gates:evaluate')
  @ApiOperation({ summary: 'Which checks of a repository block a merge; none: every reported one' })
  async policy(@Param('owner') owner: string, @Param('name') name: string): Promise<MergePolicyView> {
    return this.guards.policy(`${owner}/${name}`);
  }

  @Put('repositories/:owner/:name/merge-policy')
  @ApiResponse({ status: 200, type: MergePolicyView })
  @Auth('catalog:write')
  @ApiOperation({ summary: 'Say which checks of a repository block a merge; none: every reported one' })
  async putPolicy(
    @Param('owner') owner: string,
    @Param('name') name: string,
    @Body() body: MergePolicyBody,
    @CurrentActor() actor: Actor,
    @IfMatch() ifMatch: string | undefined,
  ): Promise<MergePolicyView> {
    return this.guards.putPolicy(`${owner}/${name}`, body.requiredChecks, actor, (present) =>
      requireMatch(ifMatch, present),
    );
  }

  private asking(actor: Actor, request: FastifyRequest): Asking {
    return { actor, base: this.config.publicUrl ?? `${request.protocol}://${request.host}` };
  }
}

/** The form never changes the status. */
function answer(view: VerdictView, form: Form, reply: FastifyReply): VerdictView | string {
  void reply.status(view.verdict === 'block' ? 409 : 200);
  if (form === 'json') return view;
  const { type, body } = render(view, form);
  void reply.header('content-type', type);
  return body;
}
