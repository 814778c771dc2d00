import { ApiProperty } from '@nestjs/swagger';
import type { VerdictName } from './domain/verdict.js';
import { RequiredCheckBody } from './gates.contract.js';

const VERDICTS: VerdictName[] = ['pass', 'block', 'insufficient_data'];

export class ReasonView {
  @ApiProperty({ example: 'expired' })
  rule: string;
  /** What the rule speaks of: the key of a flag, a check, a service. */
  @ApiProperty({ example: 'checkout-new' })
  subject: string;
  @ApiProperty({ example: 'The flag is past its expiry: remove it, or complete it and archive it.' })
  detail: string;
  since?: string;
  owner?: string;
  /** What lifts this rule, and until when. */
  waiver?: string;
  path?: string;
  line?: number;
}

/** What a guard decided, and why. */
export class VerdictAnswer {
  id: string;
  @ApiProperty({ enum: VERDICTS })
  verdict: VerdictName;
  @ApiProperty({ example: 'flag-debt' })
  guard: string;
  checkedAt: string;
  @ApiProperty({ example: 'checkout' })
  subject: string;
  @ApiProperty({ type: () => [ReasonView] })
  reasons: ReasonView[];
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' }, example: { flags: 12, expired: 1 } })
  counts: Record<string, number>;
  url: string;
}

export class ListedVerdict extends VerdictAnswer {
  /** Who asked: a person's key, or the name of a token. */
  @ApiProperty({ example: 'checkout CI' })
  askedBy: string;
}

export class VerdictPage {
  @ApiProperty({ type: () => [ListedVerdict] })
  items: ListedVerdict[];
  nextCursor: string | null;
}

export class OutcomeView {
  deployment: string;
  finishedAt: string;
  failed: boolean;
  /** S after it. */
  s: number;
}

export class RecoveryChartView {
  /** The CUSUM of recovery times. */
  s: number;
  tripped: boolean;
  n: number;
}

export class AppliedOverrideView {
  reason: string;
  expiresAt: string;
}

export class GovernorView {
  @ApiProperty({ enum: ['clear', 'watch', 'tripped', 'insufficient_data'] })
  state: string;
  /** The CUSUM of change failures. */
  s: number;
  @ApiProperty({ example: 4 })
  threshold: number;
  /** How many deployments count. */
  n: number;
  /** The deployments that it counts, in order. */
  @ApiProperty({ type: () => [OutcomeView] })
  outcomes: OutcomeView[];
  @ApiProperty({ type: () => RecoveryChartView })
  recovery: RecoveryChartView;
  /** The override that lifts it now. */
  @ApiProperty({ type: () => AppliedOverrideView, nullable: true })
  override: AppliedOverrideView | null;
  /** Releases a day that a tripped governor allows. */
  budgetPerDay: number | null;
  usedLast24h: number;
  nextFreeAt: string | null;
}

export class ChangeFailVerdict extends VerdictAnswer {
  @ApiProperty({ type: () => GovernorView })
  governor: GovernorView;
}

export class VerdictWithInputs extends ListedVerdict {
  /** Everything it was decided from. */
  inputs: object;
  /** As it was then; only of the change-fail guard. */
  @ApiProperty({ type: () => GovernorView, required: false })
  governor?: GovernorView;
}

export class GovernorOverrideView {
  id: string;
  service: string;
  reason: string;
  expiresAt: string;
}

export class MergePolicyView {
  @ApiProperty({ example: 'acme/shop' })
  repository: string;
  @ApiProperty({ type: () => [RequiredCheckBody] })
  requiredChecks: RequiredCheckBody[];
}
