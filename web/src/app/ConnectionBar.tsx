import { IconPlugConnectedX } from '@tabler/icons-react';
import { useConnection } from '../api/live';
import classes from './ConnectionBar.module.css';

/** Says calmly that what is shown may be old, and goes by itself. */
export function ConnectionBar() {
  const { state } = useConnection();
  return (
    <div role="status" className="no-print">
      {state === 'lost' && (
        <p className={classes.bar}>
          <IconPlugConnectedX size={16} aria-hidden="true" />
          Connection lost, trying again. What you see may be old; what you type stays.
        </p>
      )}
    </div>
  );
}
