import { Global, Module } from '@nestjs/common';
import { FlagsModule } from '../flags/index.js';
import { IngestModule } from '../ingest/index.js';
import { OncallModule } from '../oncall/index.js';
import { AlertIncidents } from './alert-incidents.service.js';
import { Declarations } from './declarations.service.js';
import { IncidentFacts } from './incident-facts.service.js';
import { IncidentLists } from './incident-lists.reads.js';
import { IncidentWriter } from './incident-writer.js';
import { IncidentsController } from './incidents.controller.js';
import { IncidentJobs } from './incidents.jobs.js';
import { IncidentReads } from './incidents.reads.js';
import { IncidentsRepository } from './incidents.repository.js';
import { Incidents } from './incidents.service.js';
import { Remedies } from './remedies.service.js';
import { RecentChangesController } from './recent-changes.controller.js';
import { RemedyMoments } from './remedy-moments.js';
import { Responders } from './responders.js';

@Global()
@Module({
  imports: [IngestModule, FlagsModule, OncallModule],
  controllers: [IncidentsController, RecentChangesController],
  providers: [
    AlertIncidents,
    Declarations,
    IncidentFacts,
    IncidentJobs,
    IncidentLists,
    IncidentReads,
    Incidents,
    IncidentsRepository,
    IncidentWriter,
    Remedies,
    RemedyMoments,
    Responders,
  ],
  exports: [IncidentReads, IncidentLists, Incidents],
})
export class IncidentsModule {}
