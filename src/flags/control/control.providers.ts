import { FlipAftermath } from './aftermath.js';
import { AnswerChanges } from './answer-changes.js';
import { ChangeControl } from './change-control.js';
import { FlipChanges } from './flip-changes.js';
import { KillQuestions } from './kill-questions.service.js';
import { KillReviews } from './kill-reviews.service.js';
import { KillsController } from './kills.controller.js';
import { KillsRepository } from './kills.repository.js';
import { ChangePoliciesController } from './policies.controller.js';
import { ChangePoliciesRepository } from './policies.repository.js';
import { ChangePolicies } from './policies.service.js';
import { ChangeRequestsController } from './requests.controller.js';
import { ChangeRequestReads } from './requests.reads.js';
import { ChangeRequestsRepository } from './requests.repository.js';
import { ChangeRequests } from './requests.service.js';
import { ScheduledFlipsController } from './schedules.controller.js';
import { ScheduledFlipsRepository } from './schedules.repository.js';
import { ScheduledFlips } from './schedules.service.js';
import { WaitingController } from './waiting.controller.js';
import { WaitingReads } from './waiting.reads.js';

/** What change control adds to the module of flags. */
export const CONTROL = {
  controllers: [
    ChangePoliciesController,
    ChangeRequestsController,
    KillsController,
    ScheduledFlipsController,
    WaitingController,
  ],
  providers: [
    AnswerChanges,
    ChangeControl,
    ChangePolicies,
    ChangePoliciesRepository,
    ChangeRequestReads,
    ChangeRequests,
    ChangeRequestsRepository,
    FlipAftermath,
    FlipChanges,
    KillQuestions,
    KillReviews,
    KillsRepository,
    ScheduledFlips,
    ScheduledFlipsRepository,
    WaitingReads,
  ],
};
