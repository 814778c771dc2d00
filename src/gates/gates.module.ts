import { Module } from '@nestjs/common';
import { DoraModule } from '../dora/index.js';
import { FlagsModule } from '../flags/index.js';
import { IngestModule } from '../ingest/index.js';
import { PostmortemsModule } from '../postmortems/index.js';
import { GateReads } from './gates.reads.js';
import { GatesRepository } from './gates.repository.js';
import { GuardsController } from './guards.controller.js';
import { Guards } from './guards.service.js';
import { VerdictsController } from './verdicts.controller.js';

@Module({
  imports: [DoraModule, FlagsModule, IngestModule, PostmortemsModule],
  controllers: [GuardsController, VerdictsController],
  providers: [Guards, GatesRepository, GateReads],
  exports: [GateReads],
})
export class GatesModule {}
