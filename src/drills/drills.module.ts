import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/index.js';
import { FlagsModule } from '../flags/index.js';
import { IdentityModule } from '../identity/index.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import { EvidenceStore } from './evidence/evidence.service.js';
import { LabRecords } from './evidence/lab-records.repository.js';
import { Ending } from './runs/ending.js';
import { NewRun } from './runs/new-run.js';
import { Notes } from './runs/notes.service.js';
import { Restoration } from './runs/restoration.js';
import { RunsController } from './runs/runs.controller.js';
import { RunsRepository } from './runs/runs.repository.js';
import { Runs } from './runs/runs.service.js';
import { ScenariosController } from './scenarios/scenarios.controller.js';
import { ScenariosRepository } from './scenarios/scenarios.repository.js';
import { Scenarios } from './scenarios/scenarios.service.js';

@Module({
  imports: [IdentityModule, CatalogModule, FlagsModule],
  controllers: [ScenariosController, RunsController, EvidenceController],
  providers: [
    Scenarios,
    ScenariosRepository,
    Runs,
    RunsRepository,
    NewRun,
    Ending,
    Restoration,
    Notes,
    EvidenceStore,
    LabRecords,
  ],
})
export class DrillsModule {}
