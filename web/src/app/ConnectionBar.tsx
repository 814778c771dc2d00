import { IconDatabaseOff, IconPlugConnectedX } from '@tabler/icons-react';
import { useDatabaseAway } from '../api/database';
import { useConnection } from '../api/live';
import classes from './ConnectionBar.module.css';

/** Says calmly that what is shown may be old, and goes by itself. */
export function ConnectionBar() {
  const { state } = useConnection();
  const away = useDatabaseAway();
  return (
    <div role="status" className="no-print">
      {state === 'lost' && (
        <p className={classes.bar}>
          <IconPlugConnectedX size={16} aria-hidden="true" />
          Connection lost, trying again. What you see may be old; what you type stays.
        </p>
      )}
      {state !== 'lost' && away && (
        <p className={classes.bar}>
          <IconDatabaseOff size={16} aria-hidden="true" />
          The database is away: evaluation goes on; only kills are accepted.
        </p>
      )}
    </div>
  );
}
