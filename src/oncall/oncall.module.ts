import { Global, Module } from '@nestjs/common';
import { AlertSourcesController } from './alerts/alert-sources.controller.js';
import { AlertSourcesRepository } from './alerts/alert-sources.repository.js';
import { AlertSources } from './alerts/alert-sources.service.js';
import { AlertSteps } from './alerts/alert-steps.js';
import { AlertmanagerController } from './alerts/alertmanager.controller.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { AlertsReads } from './alerts/alerts.reads.js';
import { AlertsRepository } from './alerts/alerts.repository.js';
import { Alerts } from './alerts/alerts.service.js';
import { EventsV2Controller } from './alerts/events-v2.controller.js';
import { LastKnownRosters } from './last-known-rosters.js';
import { Notices } from './notices/notices.js';
import { NoticesRepository } from './notices/notices.repository.js';
import { OwnAddress } from './notices/own-address.js';
import { OnCall } from './on-call.js';
import { EmailIntegration } from './paging/email.integration.js';
import { Mailer } from './paging/mailer.js';
import { Pager } from './paging/pager.js';
import { PageTrail } from './paging/page-trail.reads.js';
import { PagesRepository } from './paging/pages.repository.js';
import { Paging } from './paging/paging.js';
import { ReachableReads } from './paging/reachable.reads.js';
import { Senders } from './paging/senders.js';
import { OnCallController } from './schedules/on-call.controller.js';
import { OverridesController } from './schedules/overrides.controller.js';
import { Rosters } from './schedules/rosters.reads.js';
import { SchedulesController } from './schedules/schedules.controller.js';
import { SchedulesReads } from './schedules/schedules.reads.js';
import { SchedulesRepository } from './schedules/schedules.repository.js';
import { Schedules } from './schedules/schedules.service.js';

@Global()
@Module({
  controllers: [
    SchedulesController,
    OverridesController,
    OnCallController,
    AlertSourcesController,
    AlertsController,
    AlertmanagerController,
    EventsV2Controller,
  ],
  providers: [
    LastKnownRosters,
    OnCall,
    Rosters,
    SchedulesReads,
    SchedulesRepository,
    Schedules,
    Alerts,
    AlertsReads,
    AlertsRepository,
    AlertSources,
    AlertSourcesRepository,
    AlertSteps,
    EmailIntegration,
    Mailer,
    Notices,
    NoticesRepository,
    OwnAddress,
    Pager,
    PagesRepository,
    PageTrail,
    Paging,
    ReachableReads,
    Senders,
  ],
  exports: [OnCall, PageTrail, Paging, Notices],
})
export class OncallModule {}
