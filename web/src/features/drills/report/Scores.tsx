import type { Schemas } from '../../../api/client';
import { StatusBadge, type Tone } from '../../../design/StatusBadge';
import { Duration } from '../../../design/time/Duration';
import classes from './Report.module.css';

type Score = Schemas['DrillScoreView'];

const TONES: Record<Score['grade'], Tone> = {
  'well within': 'on',
  within: 'on',
  'near the limit': 'attention',
  'over the limit': 'red',
  measured: 'none',
  unknown: 'waiting',
};

/** How long each thing took, from timestamps alone. */
export function Scores({ scores }: { scores: readonly Score[] }) {
  return (
    <section className={classes.section} aria-labelledby="scores">
      <h2 id="scores">How quick it went</h2>
      <dl className={classes.scores}>
        {scores.map(({ id, title, seconds, limitSeconds, grade }) => (
          <div key={id}>
            <dt>{title}</dt>
            <dd>
              <span className={classes.number}>
                <Duration seconds={seconds} />
              </span>
              {limitSeconds !== null && (
                <span className={classes.quiet}>
                  {' '}
                  of <Duration seconds={limitSeconds} />
                </span>
              )}
              <StatusBadge tone={TONES[grade]}>{grade.charAt(0).toUpperCase() + grade.slice(1)}</StatusBadge>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
