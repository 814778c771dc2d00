import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { figureOf, KeyNumber, LABELS, valueOf, type Metric } from '../dora';
import classes from './Keys.module.css';
import { Sparkline } from './Sparkline';

const FOUR: readonly Metric[] = ['leadTime', 'deploymentFrequency', 'changeFailRate', 'recoveryTime'];

/** The four keys of the last four weeks, beside the four before, and week by week. */
export function Keys({ keys: { now, before, weeks } }: { keys: Schemas['LoopKeys'] }) {
  return (
    <section className={classes.keys} aria-labelledby="four-keys">
      <h2 id="four-keys">
        <Link to="/dora">The four keys</Link> <span>last 28 days, production</span>
      </h2>
      <div className={classes.four}>
        {FOUR.map((metric) => {
          const earlier = figureOf(metric, before);
          return (
            <div key={metric} className={classes.key}>
              <KeyNumber metric={metric} keys={now}>
                <Sparkline label={`${LABELS[metric]}, 12 weeks`} points={weeks.map((week) => valueOf(metric, week))} />
                <p className={classes.before}>
                  28 days before: {earlier.value === null ? 'no data' : `${earlier.value} ${earlier.unit}`}
                </p>
              </KeyNumber>
            </div>
          );
        })}
      </div>
    </section>
  );
}
