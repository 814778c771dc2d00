import { StatusBadge, type Tone } from '../../../design/StatusBadge';
import type { Drill } from '../words';
import classes from './Run.module.css';

type Outcome = Drill['cleanup'][number]['outcome'];

const WORDS: Record<Outcome, string> = {
  done: 'Done',
  nothing_to_do: 'Was so already',
  refused: 'Refused',
  by_hand: 'By hand',
};

const TONES: Record<Outcome, Tone> = { done: 'on', nothing_to_do: 'none', refused: 'red', by_hand: 'attention' };

/** Why it ended, and what the end brought back. */
export function Aftermath({ drill: { reason, cleanup } }: { drill: Drill }) {
  if (reason === null && cleanup.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby="aftermath">
      <h2 id="aftermath">How it ended</h2>
      {reason !== null && <p className={classes.brief}>{reason}</p>}
      {cleanup.length > 0 && (
        <ul className={classes.rows}>
          {cleanup.map(({ what, outcome, detail }) => (
            <li key={what} className={classes.row}>
              <div className={classes.what}>
                {what.charAt(0).toUpperCase() + what.slice(1)}
                {detail !== null && <div className={classes.quiet}>{detail}</div>}
              </div>
              <StatusBadge tone={TONES[outcome]}>{WORDS[outcome]}</StatusBadge>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
