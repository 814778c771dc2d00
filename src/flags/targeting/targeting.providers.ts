import { SegmentsController } from '../segments/segments.controller.js';
import { SegmentTrials } from '../segments/segment-trials.service.js';
import { Segments } from '../segments/segments.service.js';
import { RuleChanges } from './rule-changes.js';
import { TargetingController } from './targeting.controller.js';
import { TargetingReads } from './targeting.reads.js';
import { TargetingRepository } from './targeting.repository.js';
import { TargetingService } from './targeting.service.js';
import { TrialsController } from './trials.controller.js';
import { Trials } from './trials.service.js';

/** What of the module concerns targeting. */
export const TARGETING = {
  controllers: [TargetingController, TrialsController, SegmentsController],
  providers: [TargetingReads, TargetingRepository, TargetingService, Trials, RuleChanges, Segments, SegmentTrials],
};
