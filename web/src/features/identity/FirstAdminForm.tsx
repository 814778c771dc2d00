import { Button, Stack, TextInput } from '@mantine/core';
import { createFirstAdmin } from '../../api/session';
import { FormProblem } from '../../design/forms/FormProblem';
import { useServerForm } from '../../design/forms/useServerForm';
import { NewPassword } from './NewPassword';

/** The person who was given the admin token at the first start becomes the first administrator. */
export function FirstAdminForm({ token, done }: { token: string; done: () => void }) {
  const { form, onSubmit, busy, problem } = useServerForm({
    initialValues: { token, name: '', email: '', password: '' },
    send: createFirstAdmin,
    done,
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        {token === '' && (
          <TextInput
            label="Admin token"
            description="The start printed it, and keeps it in the data folder."
            autoComplete="off"
            required
            withAsterisk={false}
            {...form.getInputProps('token')}
          />
        )}
        <TextInput
          label="Your name"
          autoComplete="name"
          required
          withAsterisk={false}
          autoFocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          {...form.getInputProps('email')}
        />
        <NewPassword {...form.getInputProps('password')} />
        <FormProblem problem={problem} />
        <Button type="submit" loading={busy} fullWidth size="md">
          Create the first administrator
        </Button>
      </Stack>
    </form>
  );
}
