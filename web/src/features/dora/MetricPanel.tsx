import { Anchor, Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Schemas } from '../../api/client';
import { Duration } from '../../design/time/Duration';
import classes from './dora.module.css';
import { DEFINITIONS } from './numbers/definitions';
import { LABELS, type Metric } from './numbers/figures';
import { KeyNumber } from './numbers/KeyNumber';
import { pointsOf, unitOf, type BucketSize } from './trend/points';
import { useRowsAddress } from './useDoraView';

const TrendChart = lazy(async () => ({ default: (await import('./trend/TrendChart')).TrendChart }));

interface MetricPanelProps {
  metric: Metric;
  numbers: Schemas['DoraAnswer'];
  series: Schemas['DoraSeries'] | undefined;
  bucket: BucketSize;
}

/** One metric: its number with all that qualifies it, its course, how it is defined, and the way to its rows. */
export function MetricPanel({ metric, numbers, series, bucket }: MetricPanelProps) {
  const rows = useRowsAddress();
  const navigate = useNavigate();
  const { from, to, timezone } = numbers.window;
  const { what, how } = DEFINITIONS[metric];
  return (
    <section className={classes.panel} aria-label={LABELS[metric]}>
      <KeyNumber metric={metric} keys={numbers} heading={2} />
      {metric === 'leadTime' && <Stages stages={numbers.leadTime.stages} />}
      <Suspense fallback={<ChartWaiting />}>
        {series === undefined ? (
          <ChartWaiting />
        ) : (
          <TrendChart
            label={LABELS[metric]}
            points={pointsOf(metric, series.buckets, series.asOf, timezone, bucket)}
            unit={unitOf(metric, series.buckets)}
            counts={metric === 'deploymentFrequency'}
            onOpen={(point) => void navigate(rows(metric, point.from, point.to))}
          />
        )}
      </Suspense>
      <div className={classes.foot}>
        <details className={classes.definition}>
          <summary title={what}>How it is counted</summary>
          <p>{what}</p>
          <ul>
            {how.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
        <Anchor component={Link} to={rows(metric, from, to)} className="no-print" size="sm">
          Open the rows
        </Anchor>
      </div>
    </section>
  );
}

function ChartWaiting() {
  return (
    <div aria-busy="true">
      <Skeleton height={176} radius="sm" />
    </div>
  );
}

const STAGES = ['coding', 'pickup', 'review', 'deploy'] as const;

function Stages({ stages }: { stages: Schemas['LeadTimeStages'] }) {
  return (
    <dl className={classes.stages} title="Medians of the stages; they need not sum to the median of the whole.">
      {STAGES.map((stage) => (
        <div key={stage}>
          <dt>{stage}</dt>
          <dd title={`n = ${stages[stage].n}`}>
            <Duration seconds={stages[stage].medianSeconds} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
