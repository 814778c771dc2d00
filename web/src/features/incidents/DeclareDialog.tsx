import { Button, Group, Modal, Radio, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useNavigate } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { FormProblem } from '../../design/forms/FormProblem';
import { useServerForm } from '../../design/forms/useServerForm';
import { toast } from '../../design/feedback/toast';
import { ServiceSelect, useServices } from '../../design/pickers/CatalogSelect';
import { InstantInput } from '../../design/time/InstantInput';
import { OnCallLine } from '../oncall';
import { isSeverity, SEVERITIES, SEVERITY_WORDS } from './words';

interface Values extends Record<string, unknown> {
  service: string;
  environment: string;
  severity: string;
  title: string;
  startedAt: string;
  drill: boolean;
}

interface Props {
  service: string;
  /** The run of a drill that it belongs to. */
  drill: string | null;
  onClose: () => void;
}

/** Says that something is broken: four fields, then the page to work on it. */
export function DeclareDialog(props: Props) {
  const { onClose, drill } = props;
  return (
    <Modal
      opened
      onClose={onClose}
      title={drill === null ? 'Declare an incident' : 'Declare the drill’s incident'}
      size="lg"
    >
      <DeclareForm {...props} />
    </Modal>
  );
}

function DeclareForm({ service, drill, onClose }: Props) {
  const navigate = useNavigate();
  const { form, onSubmit, busy, problem } = useServerForm<Values, Schemas['IncidentView']>({
    draft: service === '' ? 'incident' : `incident of ${service}`,
    initialValues: { service, environment: '', severity: 'sev2', title: '', startedAt: '', drill: false },
    send: (values) => declare(values, drill),
    done: ({ id }) => {
      toast.done('Incident declared');
      void navigate(`/incidents/${encodeURIComponent(id)}`);
    },
  });
  const chosen = form.getValues();
  const { data } = useServices();
  const environments = data?.items.find(({ key }) => key === chosen.service)?.environments ?? [];
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="lg">
        <ServiceSelect
          required
          openOnFocus={false}
          data-autofocus={service === '' || undefined}
          value={chosen.service}
          onChange={(key) => form.setValues({ service: key, environment: '' })}
          error={form.errors['service']}
          description={chosen.service !== '' && <OnCallLine service={chosen.service} />}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
        <TextInput
          label="What is wrong?"
          placeholder="Checkout answers 500"
          required
          maxLength={500}
          data-autofocus={service !== '' || undefined}
          {...form.getInputProps('title')}
        />
        <Radio.Group label="Severity" required {...form.getInputProps('severity')}>
          <Stack gap="sm" mt="xs">
            {SEVERITIES.map((severity) => (
              <Radio key={severity} value={severity} label={SEVERITY_WORDS[severity]} />
            ))}
          </Stack>
        </Radio.Group>
        <Group grow align="flex-start" preventGrowOverflow={false} wrap="wrap">
          <Select
            label="Environment"
            placeholder="Production"
            miw={200}
            clearable
            disabled={environments.length === 0}
            data={environments.map(({ key }) => key)}
            {...form.getInputProps('environment')}
            value={chosen.environment === '' ? null : chosen.environment}
            onChange={(key) => form.setFieldValue('environment', key ?? '')}
          />
          <InstantInput
            label="Since"
            miw={220}
            description="Empty: since now"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={chosen.startedAt}
            onChange={(at) => form.setFieldValue('startedAt', at)}
            error={form.errors['startedAt']}
          />
        </Group>
        {drill === null && (
          <Switch label="A drill: numbers leave it out" {...form.getInputProps('drill', { type: 'checkbox' })} />
        )}
        <FormProblem problem={problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" color="red.8" loading={busy}>
            Declare
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

async function declare({ service, environment, severity, title, startedAt, drill }: Values, run: string | null) {
  const { data } = await client.POST('/api/v1/incidents', {
    params: { header: run === null ? {} : { 'X-Loop-Drill': run } },
    body: {
      service,
      title,
      severity: isSeverity(severity) ? severity : 'sev2',
      drill,
      environment: environment === '' ? null : environment,
      startedAt: startedAt === '' ? null : startedAt,
    },
  });
  if (data === undefined) throw new Error('Declaring answered nothing');
  return data;
}
