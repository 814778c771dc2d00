import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useNavigate } from 'react-router';
import { client, queries, type Schemas } from '../../../api/client';
import { toast } from '../../../design/feedback/toast';
import { FormProblem } from '../../../design/forms/FormProblem';
import { useServerForm } from '../../../design/forms/useServerForm';
import { ServiceSelect, TeamSelect } from '../../../design/pickers/CatalogSelect';
import { addDays, isDay, startOfDay } from '../../../design/time/time-window';
import { EnvironmentSelect } from '../Filters';
import { scopeOf, useDoraView } from '../useDoraView';

type Values = {
  name: string;
  scope: { service: string; team: string; environment: string };
  /** First and last day. */
  from: string;
  to: string;
};

/** Names a window and keeps it. It begins with the view that one came from. */
export function TakeSnapshot({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Take a snapshot">
      <Form onClose={onClose} />
    </Modal>
  );
}

function Form({ onClose }: { onClose: () => void }) {
  const { scope, counted, window } = useDoraView();
  const navigate = useNavigate();
  const { timeZone } = window;
  const edit = useServerForm<Values, Schemas['SnapshotView']>({
    // A draft belongs to the view that it was begun from.
    draft: `dora-snapshot ${JSON.stringify({ ...scope, ...counted })} ${window.firstDay} ${window.lastDay}`,
    initialValues: {
      name: '',
      scope: { service: scope.service ?? '', team: scope.team ?? '', environment: scope.environment ?? '' },
      from: window.firstDay,
      to: window.lastDay,
    },
    send: async (values) => {
      const { data } = await client.POST('/api/v1/dora/snapshots', {
        body: {
          name: values.name,
          scope: scopeOf(values.scope),
          ...counted,
          from: instantOf(values.from, timeZone),
          to: isDay(values.to) ? instantOf(addDays(values.to, 1), timeZone) : values.to,
        },
      });
      if (data === undefined) throw new Error('The snapshot was answered by nothing');
      return data;
    },
    done: ({ id, name }) => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/dora/snapshots'] });
      toast.done('Snapshot taken', { detail: name });
      void navigate(`/dora/snapshots/${id}`);
    },
  });
  const { form } = edit;
  const { team, service, environment } = form.getValues().scope;
  return (
    <form onSubmit={edit.onSubmit} noValidate>
      <Stack gap="md">
        <TextInput
          label="Name"
          placeholder="Before the pipeline was split"
          required
          maxLength={200}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TeamSelect placeholder="Any team" {...form.getInputProps('scope.team')} value={team} />
        <ServiceSelect placeholder="Any service" {...form.getInputProps('scope.service')} value={service} />
        <EnvironmentSelect
          label="Environment"
          service={service}
          {...form.getInputProps('scope.environment')}
          value={environment}
        />
        <Group grow align="flex-start">
          <TextInput type="date" label="First day" required {...form.getInputProps('from')} />
          <TextInput type="date" label="Last day" required {...form.getInputProps('to')} />
        </Group>
        <FormProblem problem={edit.problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={edit.busy}>
            Take snapshot
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What is no day is left to the server to refuse. */
function instantOf(day: string, timeZone: string): string {
  return isDay(day) ? startOfDay(day, timeZone).toISOString() : day;
}
