import { IconTrendingDown, IconTrendingUp } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Schemas } from '../../../api/client';
import { StatusBadge, type Tone } from '../../../design/StatusBadge';
import { viewerTimeZone } from '../../../design/time/now';
import { LABELS } from '../numbers/figures';
import { rangeText } from '../trend/points';
import { scopeText } from '../useDoraView';
import classes from './snapshots.module.css';
import { COMPARED, pText, sideText, VERDICTS, verdictSentence, type Compared, type Comparison } from './verdicts';
import { Workload } from './Workload';

const TONES: Record<keyof typeof VERDICTS, Tone> = {
  improved: 'on',
  worse: 'red',
  inconclusive: 'none',
  insufficient_data: 'waiting',
};

/** The verdict on each metric, after whether both windows did the same work. */
export function ComparisonView({ comparison }: { comparison: Comparison }) {
  const { before, after, workload, metrics } = comparison;
  return (
    <article className={classes.comparison} aria-label="Comparison">
      <Workload workload={workload} />
      <table className={classes.metrics}>
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col">
              Before <Head snapshot={before} />
            </th>
            <th scope="col">
              After <Head snapshot={after} />
            </th>
            <th scope="col">What may be said</th>
          </tr>
        </thead>
        <tbody>
          {COMPARED.map((key) => (
            <MetricRow key={key} of={key} comparison={comparison} metric={metrics[key]} />
          ))}
        </tbody>
      </table>
      <p className={classes.small}>
        Improved or worse is said only where the interval excludes no effect, p is below 0.05, and each side has enough:
        20 deployments for a rate, 6 for a duration.
      </p>
    </article>
  );
}

function Head({ snapshot: { id, name, scope, drills, from, to } }: { snapshot: Schemas['ComparedSnapshot'] }) {
  return (
    <span className={classes.head}>
      <Link to={`/dora/snapshots/${id}`}>{name}</Link>
      <span>{scopeText(scope, drills)}</span>
      <span>{rangeText(from, to, viewerTimeZone)}</span>
    </span>
  );
}

interface MetricRowProps {
  of: Compared;
  comparison: Comparison;
  metric: Comparison['metrics'][Compared];
}

function MetricRow({ of, comparison, metric }: MetricRowProps) {
  const { verdict, p, method } = metric;
  const icon = verdict === 'improved' ? IconTrendingUp : verdict === 'worse' ? IconTrendingDown : undefined;
  return (
    <tr data-verdict={verdict}>
      <th scope="row">{LABELS[of]}</th>
      {(['before', 'after'] as const).map((when) => {
        const { value, of: n } = sideText(of, metric[when]);
        return (
          <td key={when} data-label={when === 'before' ? 'Before' : 'After'}>
            <strong className={classes.value}>{value}</strong>
            <span className={classes.n}>{n}</span>
          </td>
        );
      })}
      <td>
        <div className={classes.sentence}>
          <StatusBadge tone={TONES[verdict]} {...(icon ? { icon } : {})}>
            {verdictSentence(of, metric, comparison.workload)}
          </StatusBadge>
        </div>
        <p className={classes.small}>{[pText(p), method].filter(Boolean).join(' · ')}</p>
      </td>
    </tr>
  );
}
