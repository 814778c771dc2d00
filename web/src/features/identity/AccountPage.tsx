import { Button, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { changePassword, useSession, type Session } from '../../api/session';
import { toast } from '../../design/feedback/toast';
import { FormProblem } from '../../design/forms/FormProblem';
import { useServerForm } from '../../design/forms/useServerForm';
import { PageHeader } from '../../design/PageHeader';
import { NewPassword } from './NewPassword';

type Role = NonNullable<Session['person']>['role'];

const WHAT_ROLES_MAY: Record<Role, string> = {
  viewer: 'See everything but secrets.',
  member: 'See everything; change flags, incidents, postmortems and links of delivery numbers.',
  responder: 'What a member may; kill flags and change who is on call.',
  admin: 'Everything, people and secrets too.',
};

export function AccountPage() {
  const person = useSession()?.person;
  if (!person) return null;
  const { key, name, email, role, teams } = person;
  return (
    <>
      <PageHeader title="Your account" lead={`${name} · ${email}`} />
      <Stack gap="xl" maw={420}>
        <section>
          <Title order={2}>You are {role === 'admin' ? 'an admin' : `a ${role}`}</Title>
          <Text>{WHAT_ROLES_MAY[role]}</Text>
          <Text c="dimmed">{teams.length === 0 ? 'You are in no team.' : `Teams: ${teams.join(', ')}`}</Text>
        </section>
        <section>
          <Title order={2} mb="sm">
            Password
          </Title>
          <PasswordForm person={key} email={email} />
        </section>
      </Stack>
    </>
  );
}

function PasswordForm({ person, email }: { person: string; email: string }) {
  const { form, onSubmit, busy, problem } = useServerForm({
    initialValues: { current: '', password: '' },
    send: ({ current, password }) => changePassword(person, { current, password }),
    done: () => {
      form.setValues({ current: '', password: '' });
      toast.done('Password changed', { detail: 'Your other sessions were ended.' });
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Stack gap="md">
        <PasswordInput
          label="Present password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          {...form.getInputProps('current')}
        />
        <NewPassword label="New password" {...form.getInputProps('password')} />
        <FormProblem problem={problem} />
        <div>
          <Button type="submit" loading={busy}>
            Change password
          </Button>
        </div>
      </Stack>
    </form>
  );
}
