import { useState } from 'react';
import { Area, Bar, ComposedChart, ErrorBar, Line, ResponsiveContainer, XAxis, YAxis, CartesianGrid } from 'recharts';
import { Columns } from './Columns';
import type { Point, Unit } from './points';
import classes from './TrendChart.module.css';

interface TrendChartProps {
  /** What is drawn: "Lead time for changes". */
  label: string;
  points: readonly Point[];
  unit: Unit;
  /** Counts stand as bars, estimates as a line with its band. */
  counts: boolean;
  onOpen: (point: Point) => void;
}

const INK = 'var(--mantine-color-text)';
const QUIET = 'var(--mantine-color-dimmed)';
const HEIGHT = 176;

/** A metric bucket by bucket, broken where there are no data. Each bucket can be pointed at, focused and opened. */
export function TrendChart({ label, points, unit, counts, onOpen }: TrendChartProps) {
  const [shown, setShown] = useState<number | null>(null);
  const data = points.map((point) => ({
    ...point,
    whisker: point.alone && point.value !== null && point.band ? whisker(point.value, point.band) : undefined,
  }));
  const point = shown === null ? undefined : points[shown];
  return (
    <figure className={classes.chart} aria-label={`${label}, as a chart`}>
      <ResponsiveContainer width="100%" height={HEIGHT} initialDimension={{ width: 480, height: HEIGHT }}>
        <ComposedChart
          data={data}
          margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
          accessibilityLayer={false}
          tabIndex={undefined}
        >
          <CartesianGrid vertical={false} stroke="var(--loop-line)" />
          <XAxis
            dataKey="tick"
            scale="band"
            tickLine={false}
            axisLine={{ stroke: 'var(--loop-line)' }}
            tick={{ fill: QUIET, fontSize: 11 }}
            allowDuplicatedCategory
            minTickGap={16}
          />
          <YAxis
            width={52}
            domain={unit.ticks === undefined ? [0, 'auto'] : [0, unit.ticks.at(-1) ?? 1]}
            {...(unit.ticks === undefined ? { tickCount: 4 } : { ticks: unit.ticks })}
            tickLine={false}
            axisLine={false}
            tick={{ fill: QUIET, fontSize: 11 }}
            tickFormatter={unit.tick}
            allowDecimals={!counts}
          />
          {counts ? (
            <Bar dataKey="value" fill={QUIET} isAnimationActive={false} radius={[2, 2, 0, 0]} maxBarSize={28} />
          ) : (
            <>
              <Area
                dataKey="band"
                stroke="none"
                fill={INK}
                fillOpacity={0.1}
                connectNulls={false}
                isAnimationActive={false}
              />
              <Line
                dataKey="value"
                stroke={INK}
                strokeWidth={1.75}
                dot={{ r: 2.5, fill: INK, strokeWidth: 0 }}
                connectNulls={false}
                isAnimationActive={false}
              >
                <ErrorBar dataKey="whisker" stroke={QUIET} width={4} direction="y" isAnimationActive={false} />
              </Line>
            </>
          )}
          <Columns points={points} shown={shown} onShow={setShown} onOpen={onOpen} />
        </ComposedChart>
      </ResponsiveContainer>
      <figcaption className={classes.reading} aria-hidden="true">
        {point?.reading ?? '\u00a0'}
      </figcaption>
    </figure>
  );
}

function whisker(value: number, [low, high]: [number, number]): [number, number] {
  return [value - low, high - value];
}
