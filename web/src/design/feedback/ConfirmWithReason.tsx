import { Alert, Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { problemOf, type ProblemError } from '../../api/problem';

export interface ConfirmWithReasonProps {
  opened: boolean;
  onClose: () => void;
  /** A question with the thing's name and the environment's: "Kill checkout-new in production?" */
  title: string;
  /** What will happen, and further fields. */
  children?: ReactNode;
  /** A verb: "Kill in production". */
  confirmLabel: string;
  danger?: boolean;
  reasonLabel?: string;
  reasonPlaceholder?: string;
  /** Whether a reason must be given; default yes. */
  required?: boolean;
  /** Reason that stands there already. */
  initialReason?: string;
  /** Does it; the dialog closes when it is done and says what the server refused otherwise. */
  onConfirm: (reason: string) => Promise<unknown>;
}

/** Asks once, with a reason, before something that others will feel. */
export function ConfirmWithReason(props: ConfirmWithReasonProps) {
  const { initialReason = '' } = props;
  // Kept while the dialog is closed: whoever closes it by mistake has lost nothing. Another question begins anew.
  const [kept, keep] = useState({ question: props.title, reason: initialReason });
  const reason = kept.question === props.title ? kept.reason : initialReason;
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      <Question {...props} reason={reason} setReason={(typed) => keep({ question: props.title, reason: typed })} />
    </Modal>
  );
}

function Question({
  onClose,
  children,
  confirmLabel,
  danger = false,
  reasonLabel = 'Reason',
  reasonPlaceholder,
  required = true,
  initialReason = '',
  onConfirm,
  reason,
  setReason,
}: ConfirmWithReasonProps & { reason: string; setReason: (reason: string) => void }) {
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [busy, setBusy] = useState(false);
  const refused = problem?.fields.find(({ field }) => field === 'reason')?.detail;

  const confirm = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await onConfirm(reason.trim());
      setReason(initialReason);
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <Stack gap="md">
        {children}
        <Textarea
          label={reasonLabel}
          placeholder={reasonPlaceholder}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={refused}
          required={required}
          autosize
          minRows={2}
          maxLength={2_000}
          data-autofocus
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
        {problem !== null && refused === undefined && (
          <Alert color="red" title={problem.message} role="alert">
            {problem.advice}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            color={danger ? 'red.8' : undefined}
            loading={busy}
            disabled={required && reason.trim() === ''}
          >
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
