import { ApiProperty } from '@nestjs/swagger';

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

export class WorkloadAnswer {
  @ApiProperty({ enum: WORKLOADS })
  verdict: string;
  detail: string;
}

/** Two snapshots held side by side. */
export class ComparisonAnswer {
  @ApiProperty({ type: () => WorkloadAnswer })
  workload: WorkloadAnswer;
  @ApiProperty({ type: () => MetricsComparisonAnswer })
  metrics: MetricsComparisonAnswer;
}
