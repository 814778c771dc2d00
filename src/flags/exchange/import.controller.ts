import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../../identity/index.js';
import { Auth } from '../../platform/index.js';
import { IMPORT_EXAMPLES } from './import.examples.js';
import { ImportedFlagView, ImportQuery, ImportReport, LossView } from './import.contract.js';
import { FlagImport } from './import.service.js';

@ApiTags('flag import and export')
@ApiExtraModels(ImportedFlagView, LossView)
@Controller('api/v1/flag-imports')
export class FlagImportController {
  constructor(private readonly imports: FlagImport) {}

  @Post()
  @HttpCode(200)
  @Auth('flags:write')
  @ApiOperation({
    summary: 'Bring in the flags of another system: flagd, Unleash, LaunchDarkly',
    description:
      'The body is the document as the other system gives it, up to 64 MB. Only a dry run unless `dryRun=false`. Whatever is here already stays as it is, so that a run that broke off, or a newer document, is simply sent again. A flag whose targeting cannot be carried over whole arrives off, and each thing left behind is listed with its reason.',
  })
  @ApiBody({ schema: { type: 'object', additionalProperties: true }, examples: IMPORT_EXAMPLES })
  async run(
    @Body() document: unknown,
    @Query() query: ImportQuery,
    @CurrentActor() actor: Actor,
  ): Promise<ImportReport> {
    return this.imports.run(document, query, actor);
  }
}
