import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/index.js';
import { FlagsModule } from '../flags/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { OncallModule } from '../oncall/index.js';
import { KillBoardController } from './kill-board/kill-board.controller.js';
import { KillBoard } from './kill-board/kill-board.reads.js';

/** What screens ask of several modules at once. Nobody imports it. */
@Module({
  imports: [CatalogModule, FlagsModule, IncidentsModule, OncallModule],
  controllers: [KillBoardController],
  providers: [KillBoard],
})
export class ReportsModule {}
