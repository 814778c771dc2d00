import { Link } from 'react-router';
import type { Schemas } from '../../../api/client';
import { StatusBadge, type Tone } from '../../../design/StatusBadge';
import classes from './Report.module.css';

const TONES: Record<string, Tone> = {
  improved: 'on',
  worse: 'red',
  inconclusive: 'none',
  insufficient_data: 'waiting',
};
const WORDS: Record<string, string> = {
  improved: 'Improved',
  worse: 'Worse',
  inconclusive: 'Inconclusive',
  insufficient_data: 'Too few',
};

/** The same changes, delivered the old way and through the loop, in words that claim no more than the numbers do. */
export function Comparison({ comparison }: { comparison: NonNullable<Schemas['DrillReportView']['comparison']> }) {
  const { before, after, workload, metrics } = comparison;
  const compare = `/dora/compare?before=${encodeURIComponent(before.id)}&after=${encodeURIComponent(after.id)}`;
  return (
    <section className={classes.section} aria-labelledby="comparison">
      <h2 id="comparison">Before and after</h2>
      <p className={classes.lead}>
        <Link to={`/dora/snapshots/${before.id}`}>{before.name}</Link> against{' '}
        <Link to={`/dora/snapshots/${after.id}`}>{after.name}</Link>. {workload}{' '}
        <Link to={compare}>See the numbers</Link>
      </p>
      <ul className={classes.checks}>
        {metrics.map(({ metric, title, verdict, words }) => (
          <li key={metric}>
            <StatusBadge tone={TONES[verdict] ?? 'none'}>{WORDS[verdict] ?? verdict}</StatusBadge>
            <div className={classes.claim}>
              <strong>{title}</strong>
              <div className={classes.quiet}>{words}</div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
