import { AnswerChanges } from './answer-changes.js';
import { ChangeControl } from './change-control.js';
import { FlipChanges } from './flip-changes.js';
import { ChangePoliciesController } from './policies.controller.js';
import { ChangePoliciesRepository } from './policies.repository.js';
import { ChangePolicies } from './policies.service.js';
import { ChangeRequestsController } from './requests.controller.js';
import { ChangeRequestReads } from './requests.reads.js';
import { ChangeRequestsRepository } from './requests.repository.js';
import { ChangeRequests } from './requests.service.js';

/** What change control adds to the module of flags. */
export const CONTROL = {
  controllers: [ChangePoliciesController, ChangeRequestsController],
  providers: [
    AnswerChanges,
    ChangeControl,
    ChangePolicies,
    ChangePoliciesRepository,
    ChangeRequestReads,
    ChangeRequests,
    ChangeRequestsRepository,
    FlipChanges,
  ],
};
