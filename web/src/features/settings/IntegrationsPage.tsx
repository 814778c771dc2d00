import { Alert, Button, Group, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, queries } from '../../api/client';
import { useCan } from '../../api/session';
import { CopyField } from '../../design/CopyField';
import { Confirm } from '../../design/feedback/Confirm';
import { EmptyState } from '../../design/feedback/EmptyState';
import { QueryView } from '../../design/feedback/QueryView';
import { toast } from '../../design/feedback/toast';
import { FormProblem } from '../../design/forms/FormProblem';
import { useServerForm } from '../../design/forms/useServerForm';
import { StatusBadge } from '../../design/StatusBadge';
import { Time } from '../../design/time/Time';
import {
  forgetGithubSecret,
  INTEGRATIONS_PATH,
  putGithubSecret,
  testIntegration,
  type Integration,
} from './integrations';
import classes from './IntegrationsPage.module.css';
import { SettingsHead } from './SettingsHead';

const NAMES: Record<string, { name: string; what: string }> = {
  github: { name: 'GitHub', what: 'Webhooks of repositories: changes, checks, deployments.' },
  email: { name: 'E-mail', what: 'Pages to whoever is on call.' },
  oidc: { name: 'OpenID Connect', what: 'Sign-in by your identity provider.' },
};

/** The ways to other systems: whether they are set up, their secrets, and whether they work. */
export function IntegrationsPage() {
  const may = useCan('admin');
  const query = api.useQuery('get', INTEGRATIONS_PATH, {}, { enabled: may });
  return (
    <>
      <SettingsHead title="Integrations" lead="Ways to other systems, and whether they work." />
      {may ? (
        <QueryView query={query}>
          {({ items }) => (
            <ul className={classes.list}>
              {items.map((integration) => (
                <li key={integration.key}>
                  <Shown integration={integration} />
                </li>
              ))}
            </ul>
          )}
        </QueryView>
      ) : (
        <EmptyState icon={IconLock} title="Only administrators see integrations">
          They hold secrets. Ask an administrator if something does not arrive.
        </EmptyState>
      )}
    </>
  );
}

function Shown({ integration }: { integration: Integration }) {
  const { key, configured, source, detail, lastSeenAt } = integration;
  const known = NAMES[key];
  return (
    <section aria-label={known?.name ?? key}>
      <Group gap="md" mb="xs">
        <Title order={2}>{known?.name ?? key}</Title>
        <StatusBadge tone={configured ? 'on' : 'none'}>{configured ? 'Set up' : 'Not set up'}</StatusBadge>
        {source === 'environment' && <Text c="dimmed">by the environment</Text>}
      </Group>
      {known && <Text c="dimmed">{known.what}</Text>}
      {detail !== '' && <Text mt="xs">{detail}</Text>}
      {lastSeenAt !== null && (
        <Text mt="xs">
          Last seen <Time at={lastSeenAt} />
        </Text>
      )}
      {key === 'github' && <Github integration={integration} />}
      <Test integration={integration} />
    </section>
  );
}

function Github({ integration: { source, configured } }: { integration: Integration }) {
  const [forgetting, setForgetting] = useState(false);
  const fixed = source === 'environment';
  const edit = useServerForm({
    // No draft: it is a secret.
    initialValues: { secret: '' },
    send: ({ secret }) => putGithubSecret(secret),
    done: () => {
      edit.discard();
      toast.done('The secret is kept', { detail: 'It is encrypted, and never shown again.' });
      void again();
    },
  });
  return (
    <Stack gap="md" mt="md">
      <CopyField
        label="Webhook address"
        description="Give it to GitHub as payload URL, content type application/json."
        value={`${location.origin}/webhooks/github`}
      />
      <form onSubmit={edit.onSubmit} noValidate>
        <Stack gap="md">
          <PasswordInput
            label={configured ? 'New webhook secret' : 'Webhook secret'}
            description={
              fixed
                ? 'LOOP_GITHUB_WEBHOOK_SECRET is set and counts; take it away to set a secret here.'
                : 'The same as in GitHub. It is written, and never shown.'
            }
            autoComplete="new-password"
            disabled={fixed}
            aria-invalid={edit.form.errors['secret'] !== undefined || undefined}
            {...edit.form.getInputProps('secret')}
          />
          <FormProblem problem={edit.problem} />
          <Group gap="sm">
            <Button type="submit" loading={edit.busy} disabled={fixed}>
              {configured ? 'Replace the secret' : 'Save the secret'}
            </Button>
            {source === 'stored' && (
              <Button variant="default" onClick={() => setForgetting(true)}>
                Forget it
              </Button>
            )}
          </Group>
        </Stack>
      </form>
      <Confirm
        opened={forgetting}
        onClose={() => setForgetting(false)}
        title="Forget the secret of GitHub?"
        confirmLabel="Forget it"
        onConfirm={async () => {
          await forgetGithubSecret();
          toast.done('The secret is forgotten');
          await again();
        }}
      >
        Webhooks are refused until there is a secret again. GitHub keeps what it could not deliver, to be sent again by
        hand.
      </Confirm>
    </Stack>
  );
}

function Test({ integration: { key, configured } }: { integration: Integration }) {
  const test = useMutation({ mutationFn: () => testIntegration(key), onError: (error) => toast.failed(error) });
  return (
    <Stack gap="sm" mt="md" align="flex-start">
      <Button
        variant="default"
        loading={test.isPending}
        disabled={!configured}
        title={configured ? undefined : 'There is nothing to be tested until it is set up.'}
        onClick={() => test.mutate()}
      >
        Test
      </Button>
      {test.data && (
        <Alert
          color={test.data.ok ? 'green' : 'red'}
          variant="light"
          role="status"
          title={test.data.ok ? 'It works' : 'It does not work'}
        >
          {test.data.detail}
          {test.data.receipt !== null && (
            <>
              {' '}
              <Link to={`/receipts/${test.data.receipt}`}>See its receipt.</Link>
            </>
          )}
        </Alert>
      )}
    </Stack>
  );
}

async function again(): Promise<void> {
  await queries.invalidateQueries({ queryKey: ['get', INTEGRATIONS_PATH] });
}
