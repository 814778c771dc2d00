import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import classes from './dora.module.css';
import { useRowsAddress } from './useDoraView';

const ROWS = [
  ['total', 'began in the window'],
  ['unlinked', 'without a cause: link them, and the numbers follow'],
  ['external', 'came from outside'],
  ['duplicates', 'are duplicates of others'],
] as const;

/** The incidents behind change fail rate and recovery time, and how many of them are tied to nothing. */
export function IncidentsPanel({ numbers }: { numbers: Schemas['DoraAnswer'] }) {
  const rows = useRowsAddress();
  const { from, to } = numbers.window;
  return (
    <section className={classes.panel} aria-labelledby="dora-incidents">
      <h2 id="dora-incidents" className={classes.panelTitle}>
        Incidents behind them
      </h2>
      <dl className={classes.incidents}>
        {ROWS.map(([key, words]) => (
          <div key={key}>
            <dt>{words}</dt>
            <dd>{numbers.incidents[key].toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      <div className={classes.foot}>
        <span />
        <Anchor component={Link} to={`${rows('recoveryTime', from, to)}&tab=incidents`} className="no-print" size="sm">
          Open the incidents
        </Anchor>
      </div>
    </section>
  );
}
