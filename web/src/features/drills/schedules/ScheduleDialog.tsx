import { Button, Group, Modal, Select, Stack, Switch, TextInput } from '@mantine/core';
import { api, client, queries } from '../../../api/client';
import { readEditable, useEditable } from '../../../api/useEditable';
import { QueryView } from '../../../design/feedback/QueryView';
import { toast } from '../../../design/feedback/toast';
import { FormProblem } from '../../../design/forms/FormProblem';
import { over, requireKey } from '../../../design/forms/keys';
import { StaleEdit } from '../../../design/forms/StaleEdit';
import { useServerForm } from '../../../design/forms/useServerForm';
import { KeySelect } from '../../../design/pickers/CatalogSelect';
import { PersonSelect } from '../../../design/pickers/PersonSelect';
import { viewerTimeZone } from '../../../design/time/now';
import { PERIODS, WEEKDAYS, type DrillSchedule } from './recurrence';

const PATH = '/api/v1/drill-schedules/{key}';

interface Values extends Record<string, unknown> {
  key: string;
  scenario: string;
  recurrence: { every: string; weekday: string; at: string; timezone: string };
  surprise: boolean;
  facilitator: string;
}

interface Props {
  /** Null: a new one. */
  schedule: string | null;
  onClose: () => void;
}

export function ScheduleDialog({ schedule, onClose }: Props) {
  return (
    <Modal opened onClose={onClose} title={schedule === null ? 'New drill schedule' : `Edit ${schedule}`}>
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

function valuesOf(present: DrillSchedule | null): Values {
  return {
    key: present?.key ?? '',
    scenario: present?.scenario ?? '',
    recurrence: present?.recurrence ?? { every: 'month', weekday: 'tuesday', at: '10:00', timezone: viewerTimeZone },
    surprise: present?.surprise ?? false,
    facilitator: present?.facilitator ?? '',
  };
}

interface FormProps {
  present: DrillSchedule | null;
  etag: string | null;
  onClose: () => void;
}

function ScheduleForm({ present, etag, onClose }: FormProps) {
  const scenarios = api.useQuery('get', '/api/v1/drill-scenarios', { params: { query: { limit: 500 } } });
  const edit = useServerForm<Values, unknown>({
    draft: `drill-schedule ${present?.key ?? ''}`,
    initialValues: valuesOf(present),
    etag,
    send: (values, version) => save(values, present, version),
    ...(present === null
      ? {}
      : {
          reload: async () => {
            const now = await readEditable(PATH, { key: present.key });
            return { values: valuesOf(now.view), etag: now.etag };
          },
        }),
    done: () => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/drill-schedules'] });
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/drills'] });
      toast.done('Schedule saved');
      onClose();
    },
  });
  const { form } = edit;
  const values = form.getValues();
  return (
    <form onSubmit={edit.onSubmit} noValidate>
      <Stack gap="md">
        {present === null && (
          <TextInput label="Key" placeholder="monthly-pricing" required data-autofocus {...form.getInputProps('key')} />
        )}
        <KeySelect
          label="Scenario"
          required
          openOnFocus={false}
          items={(scenarios.data?.items ?? []).map(({ key, title }) => ({ key, name: title }))}
          waiting={scenarios.isPending}
          {...form.getInputProps('scenario')}
          value={values.scenario}
        />
        <Group grow align="flex-start">
          <Select
            label="Each"
            allowDeselect={false}
            data={PERIODS.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }))}
            {...form.getInputProps('recurrence.every')}
          />
          <Select
            label={values.recurrence.every === 'week' ? 'On' : 'On its first'}
            allowDeselect={false}
            data={WEEKDAYS.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }))}
            {...form.getInputProps('recurrence.weekday')}
          />
        </Group>
        <Group grow align="flex-start">
          <TextInput type="time" label="At" required {...form.getInputProps('recurrence.at')} />
          <TextInput label="Time zone" required {...form.getInputProps('recurrence.timezone')} />
        </Group>
        <PersonSelect
          label="Facilitator"
          placeholder="You"
          {...form.getInputProps('facilitator')}
          value={values.facilitator}
        />
        <Switch
          label="A surprise: only the facilitator sees what will happen"
          {...form.getInputProps('surprise', { type: 'checkbox' })}
        />
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
            Save
          </Button>
        </Group>
      </Stack>
      <StaleEdit
        edit={edit}
        labels={{ scenario: 'Scenario', recurrence: 'Comes', surprise: 'A surprise', facilitator: 'Facilitator' }}
        show={{
          recurrence: ({ recurrence: { every, weekday, at, timezone } }) => [every, weekday, at, timezone].join(' '),
        }}
      />
    </form>
  );
}

async function save(values: Values, present: DrillSchedule | null, version: string | null): Promise<unknown> {
  const { key, scenario, recurrence, surprise, facilitator } = values;
  const { every, weekday } = recurrence;
  requireKey(present?.key ?? key);
  const { data } = await client.PUT(PATH, {
    params: { path: { key: present?.key ?? key }, header: over(version) },
    body: {
      scenario,
      recurrence: {
        ...recurrence,
        every: PERIODS.find((one) => one === every) ?? 'month',
        weekday: WEEKDAYS.find((one) => one === weekday) ?? 'monday',
      },
      surprise,
      ...(facilitator === '' ? {} : { facilitator }),
      service: present?.service ?? undefined,
      environment: present?.environment ?? undefined,
    },
  });
  return data;
}
