import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Door.module.css';

/** The quiet page around everything that happens before one is signed in. */
export function Door({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <main className={classes.door}>
      <title>{`${title} · Delivery Loop`}</title>
      <div className={classes.box}>
        <img src="/loop.svg" alt="" width={36} height={36} />
        <Title order={1} mt="lg" mb={lead === undefined ? 'lg' : 'xs'}>
          {title}
        </Title>
        {lead !== undefined && <p className={classes.lead}>{lead}</p>}
        {children}
      </div>
    </main>
  );
}
