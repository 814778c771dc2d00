import { Button, Checkbox, Code, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { client, queries } from '../../api/client';
import type { Permission } from '../../api/session';
import { CopyField } from '../../design/CopyField';
import { useServerForm } from '../../design/forms/useServerForm';
import { useServices } from '../../design/pickers/CatalogSelect';
import { PersonSelect } from '../../design/pickers/PersonSelect';
import { instantNow } from '../../design/time/now';
import { DialogForm } from './DialogForm';
import classes from './NewToken.module.css';
import { PERMISSIONS } from './permissions';

const DAY_MS = 86_400_000;
const LENGTHS = [
  { value: '', label: 'Never' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
];

interface Values extends Record<string, unknown> {
  name: string;
  permissions: Permission[];
  person: string;
  environment: string;
  expiresAt: string;
}

const NEW: Values = { name: '', permissions: [], person: '', environment: '', expiresAt: '' };

/** The form, and once the token is made its secret, this once. */
export function NewToken({ done }: { done: () => void }) {
  const [secret, setSecret] = useState<string | null>(null);
  const edit = useServerForm<Values, string | null>({
    draft: 'token',
    initialValues: NEW,
    send: async ({ name, permissions, person, environment, expiresAt }) => {
      const end = expiresAt === '' ? null : new Date(instantNow().getTime() + Number(expiresAt) * DAY_MS);
      const { data } = await client.POST('/api/v1/tokens', {
        body: {
          name: name.trim(),
          permissions,
          person: person === '' ? null : person,
          environment: environment === '' ? null : environment,
          expiresAt: end === null ? null : end.toISOString(),
        },
      });
      return data?.token ?? null;
    },
    done: (token) => {
      setSecret(token);
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/tokens'] });
    },
  });
  const environments = useEnvironments();
  if (secret !== null) return <Secret secret={secret} done={done} />;
  const { form } = edit;
  return (
    <DialogForm edit={edit} labels={{}} save="Create the token" onCancel={done}>
      <TextInput
        label="Name"
        description="What it is for; the audit tells of it by this name."
        placeholder="checkout CI"
        required
        withAsterisk={false}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Checkbox.Group label="What it may" {...form.getInputProps('permissions')}>
        <div className={classes.permissions}>
          {PERMISSIONS.map(({ value, meaning }) => (
            <Checkbox key={value} value={value} label={<Code>{value}</Code>} description={meaning} />
          ))}
        </div>
      </Checkbox.Group>
      {form.values.permissions.includes('flags:evaluate') && (
        <Select
          label="Environment"
          description="It evaluates the flags of this environment."
          searchable
          required
          withAsterisk={false}
          data={environments}
          value={form.values.environment === '' ? null : form.values.environment}
          onChange={(environment) => form.setFieldValue('environment', environment ?? '')}
          error={form.errors['environment']}
        />
      )}
      <Group grow align="flex-start" gap="md">
        <PersonSelect
          label="As a person"
          placeholder="nobody"
          value={form.values.person}
          onChange={(person) => form.setFieldValue('person', person)}
          error={form.errors['person']}
        />
        <Select label="Ends" data={LENGTHS} allowDeselect={false} {...form.getInputProps('expiresAt')} />
      </Group>
    </DialogForm>
  );
}

function Secret({ secret, done }: { secret: string; done: () => void }) {
  return (
    <Stack gap="md">
      <Text>Copy the token now: it is shown only here, and nobody can look it up later.</Text>
      <CopyField label="Token" value={secret} />
      <CopyField
        label="Try it"
        value={`curl -H "Authorization: Bearer ${secret}" ${location.origin}/api/v1/services`}
      />
      <Group justify="flex-end">
        <Button onClick={done}>I have copied it</Button>
      </Group>
    </Stack>
  );
}

/** Every environment that some service has. */
function useEnvironments(): string[] {
  const { data } = useServices();
  const keys = (data?.items ?? []).flatMap(({ environments }) => environments.map(({ key }) => key));
  return [...new Set(keys)].toSorted();
}
