import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormProblem } from '../../design/forms/FormProblem';
import { StaleEdit } from '../../design/forms/StaleEdit';
import type { ServerForm } from '../../design/forms/useServerForm';

interface DialogFormProps<Values extends Record<string, unknown>> {
  edit: ServerForm<Values>;
  /** Words of the fields, for two versions side by side. */
  labels: Partial<Record<keyof Values & string, string>>;
  save: string;
  onCancel: () => void;
  children: ReactNode;
}

/** A form in a dialog: fields, what was refused, and the two buttons. */
export function DialogForm<Values extends Record<string, unknown>>({
  edit,
  labels,
  save,
  onCancel,
  children,
}: DialogFormProps<Values>) {
  return (
    <form onSubmit={edit.onSubmit} noValidate>
      <Stack gap="md">
        {children}
        <FormProblem problem={edit.problem} />
        <Group justify="flex-end" gap="sm">
          <Button
            variant="default"
            onClick={() => {
              edit.discard();
              onCancel();
            }}
          >
            Cancel
          </Button>
          <Button type="submit" loading={edit.busy}>
            {save}
          </Button>
        </Group>
      </Stack>
      <StaleEdit edit={edit} labels={labels} />
    </form>
  );
}
