import { useRef, type KeyboardEvent } from 'react';
import { usePlotArea } from 'recharts';
import type { Point } from './points';
import classes from './TrendChart.module.css';

interface ColumnsProps {
  points: readonly Point[];
  shown: number | null;
  onShow: (index: number | null) => void;
  onOpen: (point: Point) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

/** The full height of each bucket as a button: one stop of the tab key, arrows go from bucket to bucket, Enter opens. */
export function Columns({ points, shown, onShow, onOpen }: ColumnsProps) {
  const area = usePlotArea();
  const group = useRef<SVGGElement>(null);
  const last = useRef(points.length - 1);
  if (area === undefined || points.length === 0) return null;
  const width = area.width / points.length;
  const stop = shown ?? Math.min(last.current, points.length - 1);

  const press = (event: KeyboardEvent, index: number): void => {
    const point = points[index];
    const step = STEPS[event.key];
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (point) onOpen(point);
    } else if (step !== undefined) {
      event.preventDefault();
      const next = Math.max(0, Math.min(points.length - 1, index + step));
      group.current?.querySelector<SVGElement>(`[data-bucket="${next}"]`)?.focus();
    }
  };

  return (
    <g ref={group} className={classes.columns}>
      {points.map((point, index) => (
        <rect
          key={point.from}
          data-bucket={index}
          data-shown={index === shown || undefined}
          x={area.x + index * width}
          y={area.y}
          width={width}
          height={area.height}
          role="button"
          aria-label={`${point.words}. Open the rows`}
          tabIndex={index === stop ? 0 : -1}
          onClick={() => onOpen(point)}
          onKeyDown={(event) => press(event, index)}
          onFocus={() => {
            last.current = index;
            onShow(index);
          }}
          onBlur={() => onShow(null)}
          onMouseEnter={() => onShow(index)}
          onMouseLeave={() => onShow(null)}
        />
      ))}
    </g>
  );
}
