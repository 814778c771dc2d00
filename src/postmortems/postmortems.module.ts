import { Global, Module } from '@nestjs/common';
import { IngestModule } from '../ingest/index.js';
import { ActionClosing } from './actions/action-closing.service.js';
import { ActionReads } from './actions/actions.reads.js';
import { ActionsController } from './actions/actions.controller.js';
import { ActionsRepository } from './actions/actions.repository.js';
import { Actions } from './actions/actions.service.js';
import { BlockingChecks } from './blocking-checks.js';
import { PostmortemReads } from './postmortem.reads.js';
import { PostmortemsController } from './postmortems.controller.js';
import { PostmortemJobs } from './postmortems.jobs.js';
import { PostmortemsRepository } from './postmortems.repository.js';
import { Postmortems } from './postmortems.service.js';

@Global()
@Module({
  imports: [IngestModule],
  controllers: [PostmortemsController, ActionsController],
  providers: [
    ActionClosing,
    ActionReads,
    Actions,
    ActionsRepository,
    BlockingChecks,
    PostmortemJobs,
    PostmortemReads,
    Postmortems,
    PostmortemsRepository,
  ],
  exports: [ActionReads, BlockingChecks, PostmortemReads],
})
export class PostmortemsModule {}
