import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { figureOf, LABELS, type Keys, type Metric } from './figures';
import classes from './KeyNumber.module.css';

interface KeyNumberProps {
  metric: Metric;
  keys: Keys;
  /** Where the label leads. */
  to?: string;
  /** Heading level of the label; default: no heading. */
  heading?: 2 | 3;
  /** What else belongs to it. */
  children?: ReactNode;
}

/** One of the four keys, or rework: value, interval, what it is computed from, and the counts that qualify it. */
export function KeyNumber({ metric, keys, to, heading, children }: KeyNumberProps) {
  const figure = figureOf(metric, keys);
  const Label = heading === undefined ? 'div' : (`h${heading}` as const);
  return (
    <div className={classes.number} data-metric={metric}>
      <Label className={classes.label}>
        {to === undefined ? LABELS[metric] : <Link to={to}>{LABELS[metric]}</Link>}
      </Label>
      <div className={classes.line}>
        {figure.value === null ? (
          <span className={classes.none}>no data</span>
        ) : (
          <>
            <strong className={classes.value}>{figure.value}</strong>
            <span className={classes.unit}>{figure.unit}</span>
          </>
        )}
      </div>
      <div className={classes.interval}>{figure.interval ?? ' '}</div>
      <ul className={classes.counts}>
        <li>{figure.of}</li>
        {figure.beside.map(({ text, title }) => (
          <li key={text} title={title}>
            {text}
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}
