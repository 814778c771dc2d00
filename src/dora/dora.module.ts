import { Module } from '@nestjs/common';
import { FlagsModule } from '../flags/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { SnapshotsController } from './comparison/snapshots.controller.js';
import { SnapshotsRepository } from './comparison/snapshots.repository.js';
import { Snapshots } from './comparison/snapshots.service.js';
import { DoraController } from './dora.controller.js';
import { DoraJobs } from './dora.jobs.js';
import { DoraReads } from './dora.reads.js';
import { CorrectionsService } from './links/corrections.service.js';
import { Linker } from './links/linker.js';
import { SurroundingsReads } from './links/surroundings.reads.js';
import { Marker } from './marks/marker.js';
import { MarksRepository } from './marks/marks.repository.js';
import { DetailReads } from './numbers/detail.reads.js';
import { NumbersService } from './numbers/numbers.service.js';
import { DoraOverview } from './numbers/overview.reads.js';
import { PendingReads } from './numbers/pending.reads.js';
import { Scopes } from './numbers/scope.js';
import { SnapshotWindowReads } from './numbers/window.reads.js';
import { ChangesRefresher } from './recompute/changes.refresher.js';
import { PlannerStatistics } from './recompute/planner-statistics.js';
import { Recompute } from './recompute/recompute.service.js';
import { ReplayLoader } from './recompute/replay.loader.js';
import { Replay } from './recompute/replay.service.js';
import { ReplayWriter } from './recompute/replay.writer.js';
import { CellRowsReads } from './rows/cell-rows.reads.js';
import { CellsRepository } from './rows/cells.repository.js';
import { SettledRepository } from './rows/settled.repository.js';
import { WindowReads } from './window-data.js';

@Module({
  imports: [FlagsModule, IncidentsModule],
  controllers: [DoraController, SnapshotsController],
  providers: [
    DoraJobs,
    DoraReads,
    Marker,
    MarksRepository,
    PlannerStatistics,
    Recompute,
    Replay,
    ReplayLoader,
    ReplayWriter,
    ChangesRefresher,
    Linker,
    SurroundingsReads,
    CorrectionsService,
    CellRowsReads,
    CellsRepository,
    SettledRepository,
    NumbersService,
    DoraOverview,
    PendingReads,
    DetailReads,
    Scopes,
    { provide: WindowReads, useClass: SnapshotWindowReads },
    Snapshots,
    SnapshotsRepository,
  ],
  exports: [DoraOverview, DoraReads, WindowReads],
})
export class DoraModule {}
