import { Global, Module } from '@nestjs/common';
import { OnCall, Paging } from './on-call.js';
import { OnCallController } from './schedules/on-call.controller.js';
import { OverridesController } from './schedules/overrides.controller.js';
import { Rosters } from './schedules/rosters.reads.js';
import { SchedulesController } from './schedules/schedules.controller.js';
import { SchedulesReads } from './schedules/schedules.reads.js';
import { SchedulesRepository } from './schedules/schedules.repository.js';
import { Schedules } from './schedules/schedules.service.js';

@Global()
@Module({
  controllers: [SchedulesController, OverridesController, OnCallController],
  providers: [OnCall, Rosters, SchedulesReads, SchedulesRepository, Schedules, Paging],
  exports: [OnCall, Paging],
})
export class OncallModule {}
