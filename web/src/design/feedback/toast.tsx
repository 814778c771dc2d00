import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { problemOf } from '../../api/problem';

interface Done {
  /** A second line. */
  detail?: string;
  /** Takes back what was done; offered for ten seconds. */
  undo?: () => Promise<unknown>;
}

/** Short word that something was done, or was not. */
export const toast = {
  done(title: string, { detail, undo }: Done = {}): void {
    const id = notifications.show({
      title,
      message: undo ? (
        <>
          {detail !== undefined && <div>{detail}</div>}
          <Button
            size="compact-sm"
            variant="default"
            mt={4}
            onClick={() => {
              notifications.hide(id);
              undo().then(
                () => toast.done('Undone'),
                (error: unknown) => toast.failed(error),
              );
            }}
          >
            Undo
          </Button>
        </>
      ) : (
        detail
      ),
      icon: <IconCheck size={16} aria-hidden="true" />,
      color: 'green',
      autoClose: undo ? 10_000 : 4_000,
    });
  },

  failed(error: unknown): void {
    const problem = problemOf(error);
    notifications.show({
      title: problem.message,
      message: problem.advice,
      icon: <IconAlertTriangle size={16} aria-hidden="true" />,
      color: 'red',
      autoClose: 10_000,
      role: 'alert',
    });
  },
};
