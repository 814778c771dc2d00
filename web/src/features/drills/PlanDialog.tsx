import { Button, Group, Modal, MultiSelect, Radio, Stack, Switch, Text } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import { api, client, queries, type Schemas } from '../../api/client';
import { toast } from '../../design/feedback/toast';
import { FormProblem } from '../../design/forms/FormProblem';
import { useServerForm } from '../../design/forms/useServerForm';
import { KeySelect } from '../../design/pickers/CatalogSelect';
import { PersonSelect, usePeople } from '../../design/pickers/PersonSelect';
import { InstantInput } from '../../design/time/InstantInput';
import { OnCallLine } from '../oncall';
import type { Drill } from './words';

interface Values extends Record<string, unknown> {
  scenario: string;
  mode: string;
  surprise: boolean;
  facilitator: string;
  responder: string;
  observers: string[];
  scheduledFor: string;
}

/** Makes a run of a scenario: who plays which role, and whether it comes as a surprise. */
export function PlanDialog({ scenario, onClose }: { scenario: string; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Plan a drill" size="lg">
      <PlanForm scenario={scenario} onClose={onClose} />
    </Modal>
  );
}

function PlanForm({ scenario, onClose }: { scenario: string; onClose: () => void }) {
  const navigate = useNavigate();
  const scenarios = api.useQuery('get', '/api/v1/drill-scenarios', { params: { query: { limit: 500 } } });
  const people = (usePeople().data?.items ?? []).filter(({ active }) => active);
  const { form, onSubmit, busy, problem } = useServerForm<Values, Drill>({
    draft: `drill ${scenario}`,
    initialValues: {
      scenario,
      mode: 'people',
      surprise: false,
      facilitator: '',
      responder: '',
      observers: [],
      scheduledFor: '',
    },
    send: plan,
    done: ({ id }) => {
      toast.done('Drill planned');
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/drills'] });
      void navigate(`/drills/${encodeURIComponent(id)}`);
    },
  });
  const values = form.getValues();
  const items = scenarios.data?.items ?? [];
  const service = items.find(({ key }) => key === values.scenario)?.service;
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="lg">
        <KeySelect
          label="Scenario"
          required
          data-autofocus
          openOnFocus={false}
          items={items.map(({ key, title }) => ({ key, name: title }))}
          waiting={scenarios.isPending}
          {...form.getInputProps('scenario')}
          value={values.scenario}
          description={
            items.length === 0 && !scenarios.isPending ? (
              <>
                There is none yet: <Link to="/drills/scenarios/new">write one</Link>.
              </>
            ) : undefined
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
        <Radio.Group label="Played by" {...form.getInputProps('mode')}>
          <Stack gap="sm" mt="xs">
            <Radio value="people" label="People, who see their part on the page of the run" />
            <Radio value="autopilot" label="Autopilot: a program plays every role (npm run drill)" />
          </Stack>
        </Radio.Group>
        <Switch
          label="A surprise: only the facilitator sees what will happen"
          {...form.getInputProps('surprise', { type: 'checkbox' })}
        />
        <Group grow align="flex-start" preventGrowOverflow={false} wrap="wrap">
          <PersonSelect
            label="Facilitator"
            placeholder="You"
            miw={200}
            {...form.getInputProps('facilitator')}
            value={values.facilitator}
          />
          <PersonSelect
            label="Responder"
            placeholder="Whoever is on call"
            miw={200}
            {...form.getInputProps('responder')}
            value={values.responder}
            description={service !== undefined && values.responder === '' && <OnCallLine service={service} />}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
          />
        </Group>
        <MultiSelect
          label="Observers"
          placeholder={values.observers.length === 0 ? 'Nobody' : ''}
          searchable
          data={people.map(({ key, name }) => ({ value: key, label: name }))}
          {...form.getInputProps('observers')}
        />
        <InstantInput
          label="When"
          description="Empty: it waits until somebody starts it. Whoever is on call then is reminded a day and an hour before."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={values.scheduledFor}
          onChange={(at) => form.setFieldValue('scheduledFor', at)}
          error={form.errors['scheduledFor']}
        />
        <Text c="dimmed" size="sm">
          Nothing happens to the service until the run is started.
        </Text>
        <FormProblem problem={problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Plan
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

async function plan(values: Values): Promise<Schemas['DrillView']> {
  const { scenario, mode, surprise, facilitator, responder, observers, scheduledFor } = values;
  const { data } = await client.POST('/api/v1/drills', {
    body: {
      scenario,
      mode: mode === 'autopilot' ? mode : 'people',
      surprise,
      ...(facilitator === '' ? {} : { facilitator }),
      ...(responder === '' ? {} : { responder }),
      ...(observers.length === 0 ? {} : { observers }),
      ...(scheduledFor === '' ? {} : { scheduledFor }),
    },
  });
  if (data === undefined) throw new Error('Planning answered nothing');
  return data;
}
