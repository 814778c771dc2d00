import { StatusBadge } from '../../../design/StatusBadge';
import { Time } from '../../../design/time/Time';
import { SIGNAL_TONES, SIGNAL_WORDS, type RoleView } from '../words';
import classes from './Run.module.css';

/** What must be seen after what happened, and how soon. */
export function Signals({ view: { signals } }: { view: RoleView }) {
  if (signals.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby="signals">
      <h2 id="signals">What must be seen</h2>
      <ul className={classes.rows}>
        {signals.map(({ id, title, state, dueAt, seenAt, withinSeconds }) => (
          <li key={id} className={classes.row}>
            <div className={classes.what}>
              <strong>{title}</strong>
              <div className={classes.quiet}>
                {seenAt !== null ? (
                  <>
                    seen <Time at={seenAt} />
                  </>
                ) : dueAt !== null ? (
                  <>
                    due <Time at={dueAt} />
                  </>
                ) : (
                  `within ${withinSeconds.toLocaleString('en')} s`
                )}
              </div>
            </div>
            <StatusBadge tone={SIGNAL_TONES[state]}>{SIGNAL_WORDS[state]}</StatusBadge>
          </li>
        ))}
      </ul>
    </section>
  );
}
