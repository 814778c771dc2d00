import { VisuallyHidden } from '@mantine/core';
import classes from './Starting.module.css';

/** Stands while the app does not know yet who is there; shows nothing at all for the usual moment. */
export function Starting() {
  return (
    <main className={classes.starting} aria-busy="true">
      <img src="/loop.svg" alt="" width={40} height={40} />
      <VisuallyHidden role="status">Delivery Loop is starting</VisuallyHidden>
    </main>
  );
}
