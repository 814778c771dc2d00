import { Button, Group, Modal, Radio, Select, Stack, Textarea } from '@mantine/core';
import { FormProblem } from '../../design/forms/FormProblem';
import { useServerForm } from '../../design/forms/useServerForm';
import { toast } from '../../design/feedback/toast';
import { InstantInput } from '../../design/time/InstantInput';
import { Time } from '../../design/time/Time';
import { given, steps } from './use-incident';
import { isMode, MODE_WORDS, type Incident } from './words';

interface Values extends Record<string, unknown> {
  when: string;
  at: string;
  by: string;
  note: string;
}

interface Props {
  incident: Incident;
  opened: boolean;
  onClose: () => void;
}

/** Says since when the service works again for its users. */
export function RestoreDialog({ incident, opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="The service works again">
      <RestoreForm incident={incident} onClose={onClose} />
    </Modal>
  );
}

function RestoreForm({ incident, onClose }: Omit<Props, 'opened'>) {
  const { form, onSubmit, busy, problem } = useServerForm<Values, void>({
    draft: `restoration of ${incident.id}`,
    initialValues: { when: 'usual', at: '', by: '', note: '' },
    send: ({ when, at, by, note }) =>
      steps.restore(incident.id, {
        at: when === 'at' ? given(at) : null,
        by: isMode(by) ? by : null,
        note: given(note),
      }),
    done: () => {
      toast.done('Restored');
      onClose();
    },
  });
  const { when, at, by } = form.getValues();
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="lg">
        <Radio.Group label="Since" {...form.getInputProps('when')}>
          <Stack gap="sm" mt="xs">
            <Radio value="usual" data-autofocus {...usualOf(incident)} />
            <Radio value="at" label="Another moment" />
          </Stack>
        </Radio.Group>
        {when === 'at' && (
          <InstantInput
            label="Moment"
            required
            value={at}
            onChange={(next) => form.setFieldValue('at', next)}
            error={form.errors['at']}
          />
        )}
        <Select
          label="By"
          placeholder="As last mitigated, else other means"
          clearable
          data={Object.entries(MODE_WORDS).map(([value, label]) => ({ value, label }))}
          value={by === '' ? null : by}
          onChange={(mode) => form.setFieldValue('by', mode ?? '')}
          error={form.errors['by']}
        />
        <Textarea label="Note (optional)" autosize minRows={2} {...form.getInputProps('note')} />
        <FormProblem problem={problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy} disabled={when === 'at' && at === ''}>
            Restored
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What the server takes where no moment is given. It alone knows whether the remedy still holds. */
function usualOf({ mitigations, startedAt }: Incident) {
  const remedy = mitigations
    .filter(({ exact, at }) => exact && at >= startedAt)
    .reduce<Incident['mitigations'][number] | null>(
      (last, one) => (last === null || one.at >= last.at ? one : last),
      null,
    );
  if (remedy === null) return { label: 'Now', description: 'No kill or rollback of this incident is known.' };
  const what = remedy.flag === null ? 'the rollback' : `the kill of ${remedy.flag}`;
  return {
    label: (
      <>
        The moment of {what}: <Time at={remedy.at} as="minute" />
      </>
    ),
    description: 'That is when it was over for users. If it has turned bad since, now counts instead.',
  };
}
