import { Bar, BarChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { Schemas } from '../../api/client';
import classes from './exposure.module.css';

const QUIET = 'var(--mantine-color-dimmed)';
const HEIGHT = 176;
/** Variants are told apart by how dark they are; the legend names them in the same order as the bars stand. */
const SHADES = [0.85, 0.45, 0.25, 0.65, 0.35, 0.15];

/** Calls of each hour or day, by the variant that they were given. */
export function ExposureChart({ view: { by, buckets, variants } }: { view: Schemas['ExposureView'] }) {
  const data = buckets.map(({ from, calls }) => ({ ...calls, tick: tickOf(from, by) }));
  const shade = (index: number): number => SHADES[index % SHADES.length] ?? 1;
  return (
    <figure className={classes.chart} aria-label={`Calls by ${by} and variant, as a chart`}>
      <ResponsiveContainer width="100%" height={HEIGHT} initialDimension={{ width: 480, height: HEIGHT }}>
        <BarChart data={data} margin={{ top: 8, right: 4, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--loop-line)" />
          <XAxis
            dataKey="tick"
            tickLine={false}
            axisLine={{ stroke: 'var(--loop-line)' }}
            tick={{ fill: QUIET, fontSize: 11 }}
            minTickGap={24}
          />
          <YAxis
            width={52}
            tickCount={4}
            tickLine={false}
            axisLine={false}
            tick={{ fill: QUIET, fontSize: 11 }}
            allowDecimals={false}
          />
          {variants.map((variant, index) => (
            <Bar
              key={variant}
              dataKey={variant}
              stackId="calls"
              fill="var(--mantine-color-text)"
              fillOpacity={shade(index)}
              isAnimationActive={false}
              maxBarSize={28}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
      <figcaption className={classes.legend}>
        {variants.map((variant, index) => (
          <span key={variant}>
            <span className={classes.swatch} style={{ opacity: shade(index) }} aria-hidden="true" />
            {variant}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

/** "21 08:00" or "Nov 21", in UTC as the server counts. */
function tickOf(from: string, by: 'hour' | 'day'): string {
  if (by === 'hour') return `${from.slice(8, 10)} ${from.slice(11, 16)}`;
  return from.slice(5, 10);
}
