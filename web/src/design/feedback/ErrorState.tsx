import { Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { problemOf } from '../../api/problem';
import classes from './states.module.css';

/** In the place of what could not be read: what happened, what to do, and a way to try again. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const problem = problemOf(error);
  return (
    <div className={classes.state} role="alert">
      <IconAlertTriangle size={22} className={classes.red} aria-hidden="true" />
      <Text fw={600}>{problem.title}</Text>
      <Text c="dimmed" maw={480}>
        {problem.message} {problem.advice}
      </Text>
      {retry && problem.status !== 403 && (
        <Button variant="default" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}
