import {
  Button,
  Group,
  Modal,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  TextInput,
} from '@mantine/core';
import { client, type Schemas } from '../../api/client';
import { readEditable, useEditable } from '../../api/useEditable';
import { QueryView } from '../../design/feedback/QueryView';
import { toast } from '../../design/feedback/toast';
import { FormProblem } from '../../design/forms/FormProblem';
import { over, requireKey } from '../../design/forms/keys';
import { StaleEdit } from '../../design/forms/StaleEdit';
import { useServerForm } from '../../design/forms/useServerForm';
import { TeamSelect } from '../../design/pickers/CatalogSelect';
import { usePeople } from '../../design/pickers/PersonSelect';
import { instantNow, viewerTimeZone } from '../../design/time/now';
import { dayOf } from '../../design/time/time-window';

const PATH = '/api/v1/schedules/{key}';
type Schedule = Schemas['ScheduleView'];

interface Values extends Record<string, unknown> {
  key: string;
  team: string;
  timezone: string;
  rotation: { period: string; handoff: string; anchor: string; people: string[] };
  escalateAfterMinutes: number;
}

interface Props {
  /** Null: a new one. */
  schedule: string | null;
  onClose: () => void;
}

/** Who is on call for a team's services, in which turns. */
export function ScheduleDialog({ schedule, onClose }: Props) {
  return (
    <Modal opened onClose={onClose} title={schedule === null ? 'New schedule' : `Edit ${schedule}`}>
      {schedule === null ? (
        <ScheduleForm present={null} etag={null} onClose={onClose} />
      ) : (
        <Present schedule={schedule} onClose={onClose} />
      )}
    </Modal>
  );
}

function Present({ schedule, onClose }: { schedule: string; onClose: () => void }) {
  const query = useEditable(PATH, { key: schedule });
  return (
    <QueryView query={query}>
      {({ view, etag }) => <ScheduleForm present={view} etag={etag} onClose={onClose} />}
    </QueryView>
  );
}

const zones = [...new Set([viewerTimeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

function ScheduleForm({
  present,
  etag,
  onClose,
}: {
  present: Schedule | null;
  etag: string | null;
  onClose: () => void;
}) {
  const edit = useServerForm<Values, unknown>({
    draft: present === null ? 'schedule' : `schedule ${present.key}`,
    initialValues: valuesOf(present),
    etag,
    send: async ({ key, rotation, ...rest }, ifMatch) => {
      requireKey(key);
      return client.PUT(PATH, {
        params: { path: { key }, header: over(ifMatch) },
        body: { ...rest, rotation: { ...rotation, period: rotation.period === 'daily' ? 'daily' : 'weekly' } },
      });
    },
    done: () => {
      toast.done('Schedule saved');
      onClose();
    },
    reload: async () => {
      const now = await readEditable(PATH, { key: present?.key ?? '' });
      return { values: valuesOf(now.view), etag: now.etag };
    },
  });
  const { form, onSubmit, busy, problem } = edit;
  const { team, timezone, rotation, escalateAfterMinutes } = form.getValues();
  const { data } = usePeople();
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="lg">
        {present === null && (
          <TextInput
            label="Key"
            placeholder="checkout-primary"
            required
            data-autofocus
            {...form.getInputProps('key')}
          />
        )}
        <TeamSelect
          required
          value={team}
          onChange={(key) => form.setFieldValue('team', key)}
          error={form.errors['team']}
        />
        <MultiSelect
          label="People, in the order of their turns"
          required
          searchable
          data={(data?.items ?? [])
            .filter(({ active }) => active)
            .map(({ key, name }) => ({ value: key, label: name }))}
          {...form.getInputProps('rotation.people')}
        />
        <SegmentedControl
          aria-label="Length of a turn"
          data={[
            { value: 'weekly', label: 'A week each' },
            { value: 'daily', label: 'A day each' },
          ]}
          value={rotation.period}
          onChange={(period) => form.setFieldValue('rotation.period', period)}
        />
        <Group grow align="flex-start">
          <TextInput type="time" label="Hand-off at" required {...form.getInputProps('rotation.handoff')} />
          <TextInput type="date" label="First turn begins on" required {...form.getInputProps('rotation.anchor')} />
        </Group>
        <Select
          label="Time zone of the hand-offs"
          searchable
          limit={40}
          allowDeselect={false}
          data={zones}
          value={timezone}
          onChange={(zone) => form.setFieldValue('timezone', zone ?? timezone)}
          error={form.errors['timezone']}
        />
        <NumberInput
          label="Minutes until the next person is paged"
          min={1}
          max={1_440}
          allowDecimal={false}
          value={escalateAfterMinutes}
          onChange={(minutes) => form.setFieldValue('escalateAfterMinutes', Number(minutes))}
          error={form.errors['escalateAfterMinutes']}
        />
        <FormProblem problem={problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Save
          </Button>
        </Group>
      </Stack>
      <StaleEdit
        edit={edit}
        labels={{
          team: 'Team',
          timezone: 'Time zone',
          rotation: 'Rotation',
          escalateAfterMinutes: 'Minutes until the next',
        }}
      />
    </form>
  );
}

function valuesOf(schedule: Schedule | null): Values {
  if (schedule !== null) return { ...schedule, rotation: { ...schedule.rotation } };
  return {
    key: '',
    team: '',
    timezone: viewerTimeZone,
    rotation: { period: 'weekly', handoff: '09:00', anchor: dayOf(instantNow(), viewerTimeZone), people: [] },
    escalateAfterMinutes: 15,
  };
}
