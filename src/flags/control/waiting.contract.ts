import { ApiProperty } from '@nestjs/swagger';
import { KillQuestionView, KillReviewView } from './kills.contract.js';
import { ChangePolicyView } from './policies.contract.js';
import { ChangeRequestView } from './requests.contract.js';
import { ScheduledFlipView } from './schedules.contract.js';

/** What waits for the asking person, at most 100 of each, newest first. */
export class WaitingChangesView {
  /** Requests of others that this person may approve. */
  @ApiProperty({ type: [ChangeRequestView] })
  approvals: ChangeRequestView[];

  /** Own requests that have not ended. */
  @ApiProperty({ type: [ChangeRequestView] })
  own: ChangeRequestView[];

  /** Kills of others that are to be reviewed. */
  @ApiProperty({ type: [KillReviewView] })
  reviews: KillReviewView[];

  /** Killed flags of which somebody must say whether they stay off. */
  @ApiProperty({ type: [KillQuestionView] })
  questions: KillQuestionView[];

  /** Own scheduled flips that wait. */
  @ApiProperty({ type: [ScheduledFlipView] })
  scheduled: ScheduledFlipView[];

  /** Own scheduled flips that were refused within seven days. */
  @ApiProperty({ type: [ScheduledFlipView] })
  refused: ScheduledFlipView[];
}

export class NeedsApprovalView {
  @ApiProperty({ example: 'production' })
  environment: string;

  /** To turn it on there, or to change what it answers. */
  @ApiProperty({ example: true })
  on: boolean;

  @ApiProperty({ example: false })
  off: boolean;
}

export class FlagChangeControlView {
  /** The policy that holds for the flag's service; null: nothing needs approval. */
  @ApiProperty({ type: ChangePolicyView, nullable: true })
  policy: ChangePolicyView | null;

  /** What needs approval, by environment of the flag. */
  @ApiProperty({ type: [NeedsApprovalView] })
  environments: NeedsApprovalView[];
}
