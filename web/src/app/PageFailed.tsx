import { Button } from '@mantine/core';
import { IconBug, IconRefresh } from '@tabler/icons-react';
import { useRouteError } from 'react-router';
import { EmptyState } from '../design/feedback/EmptyState';

/** In the place of a page that broke. A page that cannot be loaded is most often one of an older build. */
export function PageFailed() {
  const error = useRouteError();
  const message = error instanceof Error ? error.message : String(error);
  const outdated = /dynamically imported module|Importing a module|preload/i.test(message);
  return (
    <>
      <title>Something broke · Delivery Loop</title>
      <EmptyState
        icon={outdated ? IconRefresh : IconBug}
        title={outdated ? 'This page could not be loaded' : 'This page broke'}
        action={<Button onClick={() => location.reload()}>Reload the page</Button>}
      >
        {outdated
          ? 'There may be a newer version, or no connection. Reloading takes the newest; what you typed into forms is kept.'
          : `What you typed into forms is kept. If it happens again, tell the people who run Delivery Loop: “${message}”.`}
      </EmptyState>
    </>
  );
}
