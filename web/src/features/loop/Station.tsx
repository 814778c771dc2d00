import { IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './Picture.module.css';

interface StationProps {
  title: string;
  to: string;
  /** Its place in the picture. */
  area: string;
  /** The state in one badge. */
  state: ReactNode;
  /** What leads on to the next station, for those who hear the page. */
  leadsTo: string;
  children: ReactNode;
}

/** One part of the loop, with its state now; the whole card opens its page. */
export function Station({ title, to, area, state, leadsTo, children }: StationProps) {
  return (
    <li className={classes.station} style={{ gridArea: area }}>
      <div className={classes.head}>
        <h2>
          <Link to={to} className={classes.open}>
            {title}
          </Link>
        </h2>
        {state}
      </div>
      <div className={classes.body}>{children}</div>
      <span className={classes.arrow} data-from={area}>
        <IconArrowRight size={18} aria-hidden="true" />
        <span className={classes.heard}>{leadsTo}</span>
      </span>
    </li>
  );
}

/** A number with what it counts. */
export function Count({ value, children }: { value: number; children: ReactNode }) {
  return (
    <p className={classes.count}>
      <strong>{value.toLocaleString('en')}</strong> {children}
    </p>
  );
}
