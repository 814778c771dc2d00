import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { client } from '../../../api/client';
import { toast } from '../../../design/feedback/toast';
import { FormProblem } from '../../../design/forms/FormProblem';
import { useServerForm } from '../../../design/forms/useServerForm';
import { viewerTimeZone } from '../../../design/time/now';
import { refreshControl } from './refresh';

interface ScheduleDialogProps {
  flag: string;
  environments: string[];
  opened: boolean;
  onClose: () => void;
}

interface Values extends Record<string, unknown> {
  environment: string;
  to: string;
  localTime: string;
  timezone: string;
  reason: string;
}

const STATES = [
  { value: 'on', label: 'on' },
  { value: 'off', label: 'off' },
];

/** When a flag is flipped, to what, where, and why. */
export function ScheduleDialog(props: ScheduleDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={`Schedule a flip of ${props.flag}`}>
      <ScheduleForm {...props} />
    </Modal>
  );
}

function ScheduleForm({ flag, environments, onClose }: ScheduleDialogProps) {
  const edit = useServerForm<Values, unknown>({
    draft: `schedule:${flag}`,
    initialValues: {
      environment: environments[0] ?? '',
      to: 'on',
      localTime: '',
      timezone: viewerTimeZone,
      reason: '',
    },
    send: ({ environment, to, localTime, timezone, reason }) =>
      client.POST('/api/v1/flags/{key}/environments/{environment}/scheduled-flips', {
        params: { path: { key: flag, environment } },
        body: { on: to === 'on', localTime: localTime.slice(0, 16), timezone, reason },
      }),
    done: () => {
      refreshControl();
      toast.done('Scheduled');
      onClose();
    },
  });
  const { form } = edit;
  return (
    <form onSubmit={edit.onSubmit} noValidate>
      <Stack gap="md">
        <Select label="Environment" allowDeselect={false} data={environments} {...form.getInputProps('environment')} />
        <Select label="Turn" allowDeselect={false} data={STATES} {...form.getInputProps('to')} />
        <TextInput label="When" type="datetime-local" required {...form.getInputProps('localTime')} />
        <Select
          label="Time zone"
          searchable
          limit={50}
          allowDeselect={false}
          data={[...new Set(['UTC', viewerTimeZone, ...Intl.supportedValuesOf('timeZone')])]}
          {...form.getInputProps('timezone')}
        />
        <Textarea label="Reason" required autosize minRows={2} {...form.getInputProps('reason')} />
        <FormProblem problem={edit.problem} />
        <Group justify="flex-end" gap="sm">
          <Button
            variant="default"
            onClick={() => {
              edit.discard();
              onClose();
            }}
          >
            Cancel
          </Button>
          <Button type="submit" loading={edit.busy}>
            Schedule
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
