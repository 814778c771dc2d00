import { ApiProperty } from '@nestjs/swagger';
import { COUNTED, type DrillsCounted } from '../dora.contract.js';
import { SnapshotScope } from './snapshots.contract.js';

const VERDICTS = ['improved', 'worse', 'inconclusive', 'insufficient_data'];
const WORKLOADS = ['same', 'mix_shifted', 'insufficient_data'];
const INTERVAL = {
  type: 'array',
  items: { type: 'number', nullable: true },
  nullable: true,
  example: [-0.12, -0.02],
} as const;

export class EffectAnswer {
  value: number | null;
  @ApiProperty({ enum: ['seconds', 'ratio', 'difference'] })
  unit: string;
}

export class MetricSideAnswer {
  value: number | null;
  n: number;
}

export class MetricComparisonAnswer {
  @ApiProperty({ type: () => MetricSideAnswer })
  before: MetricSideAnswer;
  @ApiProperty({ type: () => MetricSideAnswer })
  after: MetricSideAnswer;
  @ApiProperty({ type: () => EffectAnswer })
  effect: EffectAnswer;
  @ApiProperty(INTERVAL)
  ci95: (number | null)[] | null;
  p: number | null;
  @ApiProperty({ enum: VERDICTS })
  verdict: string;
  /** How many each side would need for 80 % power at the effect seen. */
  neededN?: number;
  /** How interval and p were found. */
  method: string;
}

export class MetricsComparisonAnswer {
  @ApiProperty({ type: () => MetricComparisonAnswer })
  leadTime: MetricComparisonAnswer;
  @ApiProperty({ type: () => MetricComparisonAnswer })
  deploymentFrequency: MetricComparisonAnswer;
  @ApiProperty({ type: () => MetricComparisonAnswer })
  changeFailRate: MetricComparisonAnswer;
  @ApiProperty({ type: () => MetricComparisonAnswer })
  recoveryTime: MetricComparisonAnswer;
}

export class RateDifference {
  @ApiProperty({ example: -0.08 })
  difference: number;
  @ApiProperty({ type: [Number], example: [-0.12, -0.02], minItems: 2, maxItems: 2 })
  ci95: [number, number];
  @ApiProperty({ example: 0.012 })
  p: number;
}

export class StratifiedDifference extends RateDifference {
  /** Services that deployed in both windows. */
  @ApiProperty({ example: 3 })
  services: number;
}

export class ChangeSizes {
  /** Lines added and deleted. */
  @ApiProperty({ type: Number, nullable: true, example: 120 })
  medianBefore: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 85 })
  medianAfter: number | null;
  /** Hodges–Lehmann. */
  @ApiProperty({ type: Number, nullable: true, example: -30 })
  shift: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 0.04 })
  p: number | null;
  shifted: boolean;
}

export class ChangeKindShare {
  /** The change's first label; null: none. */
  @ApiProperty({ type: String, nullable: true, example: 'bug' })
  kind: string | null;
  @ApiProperty({ example: 0.25 })
  before: number;
  @ApiProperty({ example: 0.2 })
  after: number;
}

export class ChangeKinds {
  /** Total variation distance of the shares, from 0 to 1. */
  @ApiProperty({ type: Number, nullable: true, example: 0.05 })
  distance: number | null;
  shifted: boolean;
  @ApiProperty({ type: () => [ChangeKindShare] })
  shares: ChangeKindShare[];
}

export class WorkloadAnswer {
  @ApiProperty({ enum: WORKLOADS })
  verdict: string;
  detail: string;
  /** Change fail rates, all services together; null: one window has no deployments. */
  @ApiProperty({ type: () => RateDifference, nullable: true })
  pooled: RateDifference | null;
  /** The same service by service; null: no service deployed in both windows. */
  @ApiProperty({ type: () => StratifiedDifference, nullable: true })
  stratified: StratifiedDifference | null;
  @ApiProperty({ type: () => ChangeSizes })
  changeSize: ChangeSizes;
  @ApiProperty({ type: () => ChangeKinds })
  changeKind: ChangeKinds;
}

export class ComparedSnapshot {
  id: string;
  @ApiProperty({ example: 'before the loop' })
  name: string;
  @ApiProperty({ type: () => SnapshotScope })
  scope: SnapshotScope;
  @ApiProperty(COUNTED)
  drills: DrillsCounted;
  from: string;
  to: string;
}

/** Two snapshots held side by side. */
export class ComparisonAnswer {
  @ApiProperty({ type: () => ComparedSnapshot })
  before: ComparedSnapshot;
  @ApiProperty({ type: () => ComparedSnapshot })
  after: ComparedSnapshot;
  @ApiProperty({ type: () => WorkloadAnswer })
  workload: WorkloadAnswer;
  @ApiProperty({ type: () => MetricsComparisonAnswer })
  metrics: MetricsComparisonAnswer;
}
