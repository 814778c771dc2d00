import { Button, Group, Modal, Stack } from '@mantine/core';
import { client, queries } from '../../api/client';
import { FormProblem } from '../../design/forms/FormProblem';
import { useServerForm } from '../../design/forms/useServerForm';
import { toast } from '../../design/feedback/toast';
import { PersonSelect } from '../../design/pickers/PersonSelect';
import { InstantInput } from '../../design/time/InstantInput';
import { useSession } from '../../api/session';

interface Props {
  schedule: string;
  team: string;
  onClose: () => void;
}

/** Lets somebody take over for a while. */
export function OverrideDialog(props: Props) {
  return (
    <Modal opened onClose={props.onClose} title={`Override of ${props.schedule}`}>
      <OverrideForm {...props} />
    </Modal>
  );
}

function OverrideForm({ schedule, team, onClose }: Props) {
  const me = useSession()?.person?.key ?? '';
  const { form, onSubmit, busy, problem } = useServerForm({
    draft: `override of ${schedule}`,
    initialValues: { person: me, from: '', to: '' },
    send: (body) => client.POST('/api/v1/schedules/{key}/overrides', { params: { path: { key: schedule } }, body }),
    done: () => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/schedules/{key}/overrides'] });
      toast.done('Override added');
      onClose();
    },
  });
  const { person, from, to } = form.getValues();
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="lg">
        <PersonSelect
          label="Who takes over"
          description={`Whoever it is answers for the services of ${team} meanwhile.`}
          required
          data-autofocus
          value={person}
          onChange={(key) => form.setFieldValue('person', key)}
          error={form.errors['person']}
        />
        <InstantInput
          label="From"
          required
          value={from}
          onChange={(at) => form.setFieldValue('from', at)}
          error={form.errors['from']}
        />
        <InstantInput
          label="Until"
          required
          value={to}
          onChange={(at) => form.setFieldValue('to', at)}
          error={form.errors['to']}
        />
        <FormProblem problem={problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Add the override
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
