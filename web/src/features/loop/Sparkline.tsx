import classes from './Keys.module.css';

const WIDTH = 120;
const HEIGHT = 28;
const EDGE = 3;

/** A line without axes. Where there are no data the line is broken, and a point between two gaps is a dot. */
export function Sparkline({ points, label }: { points: readonly (number | null)[]; label: string }) {
  const known = points.filter((point) => point !== null);
  const most = Math.max(...known);
  const least = Math.min(0, ...known);
  const x = (at: number): number => EDGE + (at * (WIDTH - 2 * EDGE)) / Math.max(1, points.length - 1);
  const y = (value: number): number => HEIGHT - EDGE - ((value - least) / (most - least || 1)) * (HEIGHT - 2 * EDGE);
  return (
    <svg
      className={classes.line}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={
        known.length === 0 ? `${label}: no data` : `${label}: ${known.length} of ${points.length} weeks have data`
      }
    >
      {runsOf(points).map((run) =>
        run.length === 1 ? (
          // A line as long as its round ends are wide: a circle would be stretched with the picture.
          run.map(([at, value]) => <path key={at} className={classes.dot} d={`M${x(at)} ${y(value)}h0.01`} />)
        ) : (
          <polyline key={run[0]?.[0]} points={run.map(([at, value]) => `${x(at)},${y(value)}`).join(' ')} />
        ),
      )}
    </svg>
  );
}

/** Stretches of points without a gap, each point with its place. */
export function runsOf(points: readonly (number | null)[]): [number, number][][] {
  const runs: [number, number][][] = [];
  points.forEach((value, at) => {
    if (value === null) return;
    const run = runs.at(-1);
    if (run?.at(-1)?.[0] === at - 1) run.push([at, value]);
    else runs.push([[at, value]]);
  });
  return runs;
}
