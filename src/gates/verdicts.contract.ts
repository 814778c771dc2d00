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

export class VerdictPage {
  @ApiProperty({ type: () => [VerdictAnswer] })
  items: VerdictAnswer[];
  nextCursor: string | null;
}

export class VerdictWithInputs extends VerdictAnswer {
  /** Everything it was decided from. */
  inputs: object;
  askedBy: string;
}

export class GovernorView {
  @ApiProperty({ enum: ['clear', 'watch', 'tripped', 'insufficient_data'] })
  state: string;
  /** The CUSUM of change failures. */
  s: number;
  @ApiProperty({ example: 4 })
  threshold: number;
  /** The deployments that it counts, in order. */
  outcomes: object[];
  /** Releases a day that a tripped governor allows. */
  budgetPerDay: number | null;
  usedLast24h: number;
  nextFreeAt: string | null;
}

export class ChangeFailVerdict extends VerdictAnswer {
  @ApiProperty({ type: () => GovernorView })
  governor: GovernorView;
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
