import { Alert, Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { problemOf, type ProblemError } from '../../api/problem';
import { signIn, type Session } from '../../api/session';

interface SignInFormProps {
  methods: Session['methods'];
  /** Who is asked again; empty: anybody. */
  email?: string;
  done?: () => void;
}

/** E-mail and password, or the organisation's own sign-in where it is set up. */
export function SignInForm({ methods, email: known = '', done }: SignInFormProps) {
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await signIn(email.trim(), password);
      done?.();
    } catch (error) {
      setProblem(problemOf(error));
      setPassword('');
      document.querySelector<HTMLInputElement>('input[type="password"]')?.focus();
    } finally {
      setBusy(false);
    }
  };

  return (
    <Stack gap="lg">
      {problem !== null && <Refusal problem={problem} />}
      {methods.password && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <Stack gap="md">
            <TextInput
              label="E-mail"
              type="email"
              name="email"
              autoComplete="username"
              required
              withAsterisk={false}
              autoFocus={known === ''}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
              label="Password"
              name="password"
              autoComplete="current-password"
              required
              withAsterisk={false}
              autoFocus={known !== ''}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button type="submit" loading={busy} fullWidth mt="xs" size="md">
              Sign in
            </Button>
          </Stack>
        </form>
      )}
      {methods.oidc !== null && (
        <>
          {methods.password && <Divider label="or" />}
          <Button component="a" href={methods.oidc.url} variant="default" fullWidth size="md">
            {methods.oidc.label}
          </Button>
        </>
      )}
    </Stack>
  );
}

function Refusal({ problem }: { problem: ProblemError }) {
  if (problem.status === 401)
    return (
      <Alert color="red" role="alert" title="That e-mail and password do not belong together">
        Check both. If you have forgotten the password, an administrator can send you a new invitation.
      </Alert>
    );
  return (
    <Alert color="red" role="alert" title={problem.message}>
      {problem.advice}
    </Alert>
  );
}
