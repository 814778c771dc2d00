import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { Duration } from '../../design/time/Duration';
import classes from './Keys.module.css';
import { Sparkline } from './Sparkline';

type Bucket = Schemas['DoraBucket'];

interface Key {
  title: string;
  value: (bucket: Bucket) => ReactNode;
  /** What the line of twelve weeks draws; null: no data in that week. */
  point: (bucket: Bucket) => number | null;
  /** What the number rests on. */
  basis: (bucket: Bucket) => string;
}

const percent = (rate: number | null): string =>
  rate === null ? '–' : `${(rate * 100).toLocaleString('en', { maximumFractionDigits: 1 })} %`;

const KEYS: readonly Key[] = [
  {
    title: 'Lead time',
    value: ({ leadTime }) => <Duration seconds={leadTime.medianSeconds} />,
    point: ({ leadTime }) => leadTime.medianSeconds,
    basis: ({ leadTime }) => `median of ${leadTime.n} changes, ${leadTime.pending} pending`,
  },
  {
    title: 'Deployment frequency',
    value: ({ deploymentFrequency: { perWeek } }) =>
      `${perWeek.toLocaleString('en', { maximumFractionDigits: 1 })} a week`,
    point: ({ deploymentFrequency }) => deploymentFrequency.count,
    basis: ({ deploymentFrequency: { count, activeDays } }) => `${count} deployments on ${activeDays} days`,
  },
  {
    title: 'Change fail rate',
    value: ({ changeFailRate }) => percent(changeFailRate.rate),
    point: ({ changeFailRate }) => changeFailRate.rate,
    basis: ({ changeFailRate: { failed, total, ci95 } }) =>
      `${failed} of ${total}${ci95 ? `, 95 %: ${percent(ci95[0] ?? null)} to ${percent(ci95[1] ?? null)}` : ''}`,
  },
  {
    title: 'Recovery time',
    value: ({ recoveryTime }) => <Duration seconds={recoveryTime.medianSeconds} />,
    point: ({ recoveryTime }) => recoveryTime.medianSeconds,
    basis: ({ recoveryTime: { n, open } }) => `median of ${n} failures, ${open} open`,
  },
];

/** The four keys of the last four weeks, beside the four before, and week by week. */
export function Keys({ keys }: { keys: Schemas['LoopKeys'] }) {
  return (
    <section className={classes.keys} aria-labelledby="four-keys">
      <h2 id="four-keys">
        <Link to="/dora">The four keys</Link> <span>last 28 days, production</span>
      </h2>
      <dl>
        {KEYS.map(({ title, value, point, basis }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              <span className={classes.value}>{value(keys.now)}</span>
              <span className={classes.before}>before: {value(keys.before)}</span>
              <Sparkline label={`${title}, 12 weeks`} points={keys.weeks.map(point)} />
              <span className={classes.basis}>{basis(keys.now)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
