import { Button, Group, MultiSelect, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { client } from '../../api/client';
import { CopyField } from '../../design/CopyField';
import { useServerForm } from '../../design/forms/useServerForm';
import { useServices } from '../../design/pickers/CatalogSelect';
import { DialogForm } from './DialogForm';
import {
  again,
  OUTGOING_EVENTS,
  OUTGOING_KINDS,
  OUTGOING_PATH,
  type OutgoingEvent,
  type OutgoingKind,
} from './outgoing';

interface Values extends Record<string, unknown> {
  kind: OutgoingKind;
  name: string;
  url: string;
  events: OutgoingEvent[];
  services: string[];
  environments: string[];
}

const NEW: Values = { kind: 'webhook', name: '', url: '', events: ['flip', 'kill'], services: [], environments: [] };

/** The form, and once a webhook is added what its messages are signed with, this once. */
export function NewReceiver({ done }: { done: () => void }) {
  const [secret, setSecret] = useState<string | null>(null);
  const { data } = useServices();
  const services = data?.items ?? [];
  const environments = [...new Set(services.flatMap((service) => service.environments.map(({ key }) => key)))].toSorted(
    (a, b) => a.localeCompare(b),
  );
  const edit = useServerForm<Values, string | null>({
    // No draft: the address may be a secret.
    initialValues: NEW,
    send: async ({ kind, name, url, events, services: of, environments: within }) => {
      const answer = await client.POST(OUTGOING_PATH, {
        body: {
          kind,
          name: name.trim(),
          url: url.trim(),
          events,
          services: of.length === 0 ? null : of,
          environments: within.length === 0 ? null : within,
        },
      });
      return answer.data?.secret ?? null;
    },
    done: (made) => {
      void again();
      if (made === null) done();
      else setSecret(made);
    },
  });
  if (secret !== null) return <Secret secret={secret} done={done} />;
  const { form } = edit;
  const slack = form.values.kind === 'slack';
  return (
    <DialogForm edit={edit} labels={{}} save="Add the receiver" onCancel={done}>
      <SegmentedControl
        aria-label="Kind"
        data={Object.entries(OUTGOING_KINDS).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('kind')}
      />
      <TextInput
        label="Name"
        placeholder={slack ? '#deploys' : 'Deploy log'}
        required
        withAsterisk={false}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label={slack ? 'Address of the incoming webhook' : 'Address'}
        description="It is kept encrypted, and never shown again in whole."
        placeholder={slack ? 'https://hooks.slack.com/services/…' : 'https://…'}
        autoComplete="off"
        required
        withAsterisk={false}
        {...form.getInputProps('url')}
      />
      <MultiSelect
        label="Hears of"
        data={Object.entries(OUTGOING_EVENTS).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('events')}
      />
      <MultiSelect
        label="Only of these services"
        placeholder="all"
        searchable
        data={services.map(({ key }) => key)}
        {...form.getInputProps('services')}
      />
      <MultiSelect
        label="Only in these environments"
        placeholder="all"
        data={environments}
        {...form.getInputProps('environments')}
      />
    </DialogForm>
  );
}

function Secret({ secret, done }: { secret: string; done: () => void }) {
  return (
    <Stack gap="md">
      <Text>Copy the secret now: messages are signed with it, and it is shown only here.</Text>
      <CopyField label="Signing secret" value={secret} />
      <Group justify="flex-end">
        <Button onClick={done}>I have copied it</Button>
      </Group>
    </Stack>
  );
}
