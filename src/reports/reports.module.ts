import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/index.js';
import { DoraModule } from '../dora/index.js';
import { FlagsModule } from '../flags/index.js';
import { GatesModule } from '../gates/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { IngestModule } from '../ingest/index.js';
import { OncallModule } from '../oncall/index.js';
import { PostmortemsModule } from '../postmortems/index.js';
import { KillBoardController } from './kill-board/kill-board.controller.js';
import { KillBoard } from './kill-board/kill-board.reads.js';
import { LoopController } from './loop/loop.controller.js';
import { LoopReads } from './loop/loop.reads.js';

/** What screens ask of several modules at once. Nobody imports it. */
@Module({
  imports: [
    CatalogModule,
    IngestModule,
    OncallModule,
    FlagsModule,
    IncidentsModule,
    PostmortemsModule,
    DoraModule,
    GatesModule,
  ],
  controllers: [KillBoardController, LoopController],
  providers: [KillBoard, LoopReads],
})
export class ReportsModule {}
