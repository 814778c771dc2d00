import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/index.js';
import { DoraModule } from '../dora/index.js';
import { FlagsModule } from '../flags/index.js';
import { GatesModule } from '../gates/index.js';
import { IdentityModule } from '../identity/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { IngestModule } from '../ingest/index.js';
import { OncallModule } from '../oncall/index.js';
import { PostmortemsModule } from '../postmortems/index.js';
import { Collector } from './evidence/collector.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import { EvidenceStore } from './evidence/evidence.service.js';
import { LabRecords } from './evidence/lab-records.repository.js';
import { DrillKey } from './reports/drill-key.js';
import { ReportsController } from './reports/reports.controller.js';
import { Reports } from './reports/reports.service.js';
import { Ending } from './runs/ending.js';
import { NewRun } from './runs/new-run.js';
import { Notes } from './runs/notes.service.js';
import { Restoration } from './runs/restoration.js';
import { RoleViews } from './runs/role-view.reads.js';
import { RunsController } from './runs/runs.controller.js';
import { RunsRepository } from './runs/runs.repository.js';
import { Runs } from './runs/runs.service.js';
import { Watch } from './runs/watch.js';
import { ScenariosController } from './scenarios/scenarios.controller.js';
import { ScenariosRepository } from './scenarios/scenarios.repository.js';
import { Scenarios } from './scenarios/scenarios.service.js';
import { Planner } from './schedules/planner.js';
import { DrillSchedulesController } from './schedules/schedules.controller.js';
import { DrillSchedulesRepository } from './schedules/schedules.repository.js';
import { DrillSchedules } from './schedules/schedules.service.js';

@Module({
  imports: [
    IdentityModule,
    CatalogModule,
    IngestModule,
    OncallModule,
    FlagsModule,
    IncidentsModule,
    PostmortemsModule,
    DoraModule,
    GatesModule,
  ],
  controllers: [ScenariosController, RunsController, EvidenceController, ReportsController, DrillSchedulesController],
  providers: [
    Scenarios,
    ScenariosRepository,
    Runs,
    RunsRepository,
    NewRun,
    Ending,
    Restoration,
    Notes,
    Reports,
    DrillKey,
    DrillSchedules,
    DrillSchedulesRepository,
    Planner,
    RoleViews,
    Watch,
    Collector,
    EvidenceStore,
    LabRecords,
  ],
})
export class DrillsModule {}
