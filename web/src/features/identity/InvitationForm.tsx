import { Button, Stack } from '@mantine/core';
import { acceptInvitation } from '../../api/session';
import { FormProblem } from '../../design/forms/FormProblem';
import { useServerForm } from '../../design/forms/useServerForm';
import { NewPassword } from './NewPassword';

export function InvitationForm({ invitation, done }: { invitation: string; done: () => void }) {
  const { form, onSubmit, busy, problem } = useServerForm({
    initialValues: { password: '' },
    send: ({ password }) => acceptInvitation(invitation, password),
    done,
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <NewPassword autoFocus {...form.getInputProps('password')} />
        <FormProblem problem={problem} />
        <Button type="submit" loading={busy} fullWidth size="md">
          Set password and sign in
        </Button>
      </Stack>
    </form>
  );
}
