import { Button, Group, Modal, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { FormProblem } from '../../design/forms/FormProblem';
import { useServerForm } from '../../design/forms/useServerForm';
import { toast } from '../../design/feedback/toast';
import { useRecentChanges } from './use-changes';
import { given, steps } from './use-incident';
import { isMode, type Incident, type Mode } from './words';

const WAYS: readonly { by: Mode; label: string }[] = [
  { by: 'rollback', label: 'Rolled back' },
  { by: 'roll_forward', label: 'Rolled forward' },
  { by: 'config', label: 'Changed a configuration' },
  { by: 'flag_off', label: 'Turned a flag off elsewhere' },
  { by: 'other', label: 'Something else' },
];

interface Values extends Record<string, unknown> {
  by: string;
  flag: string;
  deployment: string;
  note: string;
}

interface Props {
  incident: Incident;
  opened: boolean;
  onClose: () => void;
}

/** Tells what was done against the impact, beyond a kill, which tells itself. */
export function MitigateDialog({ incident, opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="What was done against it?">
      <MitigateForm incident={incident} onClose={onClose} />
    </Modal>
  );
}

function MitigateForm({ incident, onClose }: Omit<Props, 'opened'>) {
  const { form, onSubmit, busy, problem } = useServerForm<Values, void>({
    draft: `mitigation of ${incident.id}`,
    initialValues: { by: 'rollback', flag: '', deployment: '', note: '' },
    send: ({ by, flag, deployment, note }) =>
      steps.mitigate(incident.id, {
        by: isMode(by) ? by : 'other',
        flag: by === 'flag_off' ? given(flag) : null,
        deployment: by === 'rollback' || by === 'roll_forward' ? given(deployment) : null,
        note: given(note),
      }),
    done: () => {
      toast.done('Mitigation noted');
      onClose();
    },
  });
  const { by, deployment } = form.getValues();
  const changes = useRecentChanges(incident);
  const deployments = [...changes.since, ...changes.before].filter(({ kind }) => kind === 'deployment');
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="lg">
        <Radio.Group label="By" {...form.getInputProps('by')}>
          <Stack gap="sm" mt="xs">
            {WAYS.map((way, index) => (
              <Radio key={way.by} value={way.by} label={way.label} data-autofocus={index === 0 || undefined} />
            ))}
          </Stack>
        </Radio.Group>
        {(by === 'rollback' || by === 'roll_forward') && (
          <Select
            label="Deployment (optional)"
            description="With it, its own moment counts"
            placeholder={deployments.length === 0 ? 'None is known yet' : 'Which one?'}
            clearable
            searchable
            data={deployments.map(({ id, title }) => ({ value: id, label: title === id ? id : `${title} (${id})` }))}
            value={deployment === '' ? null : deployment}
            onChange={(id) => form.setFieldValue('deployment', id ?? '')}
            error={form.errors['deployment']}
          />
        )}
        {by === 'flag_off' && (
          <TextInput
            label="Flag"
            description="A flag of this inventory is killed from the incident’s page; then this stands in the timeline by itself."
            {...form.getInputProps('flag')}
          />
        )}
        <Textarea label="Note (optional)" autosize minRows={2} {...form.getInputProps('note')} />
        <FormProblem problem={problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Mitigated
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
