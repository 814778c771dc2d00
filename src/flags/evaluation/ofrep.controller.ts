import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiQuery, ApiResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { Auth } from '../../platform/index.js';
import { NamesClient } from '../instances/client.js';
import { OfrepBulkEvaluation, OfrepEvaluation, OfrepFailure, OfrepRequest } from './ofrep.contract.js';

/** Describes the OFREP routes; OfrepRoutes serves them in its place. */
@ApiTags('flags: evaluation')
@ApiSecurity('bearer')
@Controller('ofrep/v1/evaluate/flags')
export class OfrepController {
  @Post(':key')
  @HttpCode(200)
  @Auth('flags:evaluate')
  @NamesClient()
  @ApiOperation({ summary: "Evaluate one flag (OFREP 0.3.0) in the token's environment" })
  @ApiOkResponse({ type: OfrepEvaluation })
  @ApiResponse({
    status: 400,
    type: OfrepFailure,
    description: 'The request cannot be read, or its context is not one.',
  })
  @ApiResponse({ status: 404, type: OfrepFailure, description: 'No such flag in this environment.' })
  evaluate(@Param('key') _key: string, @Body() _body: OfrepRequest): OfrepEvaluation {
    throw new Error('OfrepRoutes serves this route');
  }

  @Post()
  @HttpCode(200)
  @Auth('flags:evaluate')
  @NamesClient()
  @ApiOperation({ summary: "Evaluate every flag that is not archived (OFREP 0.3.0) in the token's environment" })
  @ApiQuery({
    name: 'flagConfigEtag',
    required: false,
    type: String,
    description: 'The tag that an event named: the answer is at least as new, whichever process gives it.',
  })
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'The ETag of the answer that the client has.' })
  @ApiOkResponse({
    type: OfrepBulkEvaluation,
    headers: { ETag: { schema: { type: 'string' }, description: 'Covers revision, context and values.' } },
  })
  @ApiResponse({ status: 304, description: 'The client has this answer already.' })
  @ApiResponse({
    status: 400,
    type: OfrepFailure,
    description: 'The request cannot be read, or its context is not one.',
  })
  evaluateAll(@Body() _body: OfrepRequest): OfrepBulkEvaluation {
    throw new Error('OfrepRoutes serves this route');
  }
}
