import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { Link } from 'react-router';
import { EmptyState } from '../design/feedback/EmptyState';

export function NotFound() {
  return (
    <>
      <title>No such page · Delivery Loop</title>
      <EmptyState
        icon={IconMapQuestion}
        title="There is no page at this address"
        action={
          <Button component={Link} to="/" variant="default">
            Go to the loop
          </Button>
        }
      >
        The link may be old, or a letter is missing. Ctrl K finds every page, service and flag.
      </EmptyState>
    </>
  );
}
