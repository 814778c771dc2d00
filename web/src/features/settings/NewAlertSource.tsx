import { Button, Group, Select, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { client, queries, type Schemas } from '../../api/client';
import { CopyField } from '../../design/CopyField';
import { useServerForm } from '../../design/forms/useServerForm';
import { useServices } from '../../design/pickers/CatalogSelect';
import { ALERT_SOURCE_KINDS, ALERT_SOURCES_PATH } from './alert-sources';
import { DialogForm } from './DialogForm';

type Created = Schemas['CreatedAlertSource'];
type Kind = Created['kind'];
type Severity = Created['severity'];

interface Values extends Record<string, unknown> {
  kind: Kind;
  declare: boolean;
  severity: Severity;
  environment: string;
}

const NEW: Values = { kind: 'alertmanager', declare: false, severity: 'sev2', environment: '' };
const SEVERITIES: Severity[] = ['sev1', 'sev2', 'sev3', 'sev4'];

export function NewAlertSource({ service, done }: { service: string; done: () => void }) {
  const [created, setCreated] = useState<Created | null>(null);
  const { data } = useServices();
  const environments = data?.items.find(({ key }) => key === service)?.environments ?? [];
  const edit = useServerForm<Values, Created | undefined>({
    draft: `alert-source:${service}`,
    initialValues: NEW,
    send: async ({ environment, ...body }) => {
      const answer = await client.POST(ALERT_SOURCES_PATH, {
        params: { path: { service } },
        body: { ...body, environment: environment === '' ? null : environment },
      });
      return answer.data;
    },
    done: (source) => {
      setCreated(source ?? null);
      void queries.invalidateQueries({ queryKey: ['get', ALERT_SOURCES_PATH] });
    },
  });
  if (created !== null) return <Key source={created} done={done} />;
  const { form } = edit;
  return (
    <DialogForm edit={edit} labels={{}} save="Add the source" onCancel={done}>
      <Select
        label="It speaks"
        allowDeselect={false}
        data={Object.entries(ALERT_SOURCE_KINDS).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('kind')}
      />
      <Select
        label="Environment that it watches"
        placeholder="any"
        clearable
        data={environments.map(({ key }) => key)}
        value={form.values.environment === '' ? null : form.values.environment}
        onChange={(environment) => form.setFieldValue('environment', environment ?? '')}
        error={form.errors['environment']}
      />
      <Select
        label="Severity of alerts that say none"
        allowDeselect={false}
        data={SEVERITIES}
        {...form.getInputProps('severity')}
      />
      <Switch label="Each alert declares an incident" {...form.getInputProps('declare', { type: 'checkbox' })} />
    </DialogForm>
  );
}

function Key({ source: { kind, key, url }, done }: { source: Created; done: () => void }) {
  return (
    <Stack gap="md">
      <Text>Copy it now: the key is shown only here.</Text>
      {url !== null && (
        <CopyField label={kind === 'alertmanager' ? 'Webhook address, key included' : 'Address'} value={url} />
      )}
      {key !== null && kind === 'events_v2' && <CopyField label="Routing key" value={key} />}
      <Group justify="flex-end">
        <Button onClick={done}>I have copied it</Button>
      </Group>
    </Stack>
  );
}
