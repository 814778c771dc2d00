import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { problemOf, type ProblemError } from '../../api/problem';

interface ConfirmProps {
  opened: boolean;
  onClose: () => void;
  /** A question with the thing's name. */
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** A verb: "Revoke". */
  confirmLabel: string;
  onConfirm: () => Promise<unknown>;
}

/** Asks once before something that cannot be taken back and needs no reason. */
export function Confirm({ opened, onClose, title, children, confirmLabel, onConfirm }: ConfirmProps) {
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [busy, setBusy] = useState(false);
  const close = (): void => {
    setProblem(null);
    onClose();
  };
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={opened} onClose={close} title={title}>
      <Stack gap="md">
        <div>{children}</div>
        {problem !== null && (
          <Alert color="red" title={problem.message} role="alert">
            {problem.advice}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={close} data-autofocus>
            Cancel
          </Button>
          <Button color="red.8" loading={busy} onClick={() => void confirm()}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
