import type { Schemas } from '../../api/client';
import classes from './Picture.module.css';

const HEIGHT = 24;

/** Deployments of each day, as small bars; the number of any day is in its title. */
export function Bars({ days }: { days: readonly Schemas['LoopDay'][] }) {
  const most = Math.max(1, ...days.map(({ count }) => count));
  const total = days.reduce((sum, { count }) => sum + count, 0);
  return (
    <svg
      className={classes.bars}
      viewBox={`0 0 ${days.length * 4} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${total} deployments in ${days.length} days`}
    >
      {days.map(({ date, count }, at) => (
        <rect
          key={date}
          x={at * 4}
          width={3}
          y={HEIGHT - Math.max(1, (count / most) * HEIGHT)}
          height={Math.max(1, (count / most) * HEIGHT)}
          opacity={count === 0 ? 0.3 : 1}
        >
          <title>{`${date}: ${count}`}</title>
        </rect>
      ))}
    </svg>
  );
}
