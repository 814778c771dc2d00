import { Button, Checkbox, Group, MultiSelect, NumberInput, Select, Stack, TagsInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, client, queries, type Schemas } from '../../api/client';
import { problemOf, type ProblemError } from '../../api/problem';
import { useCan } from '../../api/session';
import { Confirm } from '../../design/feedback/Confirm';
import { QueryView } from '../../design/feedback/QueryView';
import { toast } from '../../design/feedback/toast';
import { FormProblem } from '../../design/forms/FormProblem';
import { over } from '../../design/forms/keys';
import { StaleEdit } from '../../design/forms/StaleEdit';
import { useServerForm } from '../../design/forms/useServerForm';
import { useServices } from '../../design/pickers/CatalogSelect';
import { usePeople } from '../../design/pickers/PersonSelect';
import { useUrlState } from '../../design/useUrlState';
import { SettingsHead } from './SettingsHead';

type Policy = Schemas['ChangePolicyView'];

const PATH = '/api/v1/change-policies';
const ALL = 'all services';

/** Null: there is none. */
interface Present {
  policy: Policy | null;
  etag: string | null;
}

async function read(service: string | null): Promise<Present> {
  try {
    const { data, response } =
      service === null
        ? await client.GET('/api/v1/change-policy')
        : await client.GET('/api/v1/services/{service}/change-policy', { params: { path: { service } } });
    return { policy: data ?? null, etag: response.headers.get('etag') };
  } catch (error) {
    if (problemOf(error).status === 404) return { policy: null, etag: null };
    throw error;
  }
}

/** Which changes of flags need the approval of others. */
export function ChangePolicyPage() {
  const [{ service }, set] = useUrlState({ service: '' });
  const services = useServices().data?.items ?? [];
  const scope = service === '' ? null : service;
  const query = useQuery<Present, ProblemError>({
    queryKey: ['get', PATH, { scope }, 'editable'],
    queryFn: () => read(scope),
    gcTime: 0,
  });
  return (
    <>
      <SettingsHead
        title="Approvals"
        lead="Which changes of flags need the approval of another person. A kill never does; it is reviewed afterwards."
      />
      <Stack gap="lg" maw={560}>
        <Select
          label="For"
          description="A service without a policy of its own follows that of all services."
          searchable
          allowDeselect={false}
          data={[
            { value: ALL, label: 'All services' },
            ...services.map(({ key, name }) => ({ value: `=${key}`, label: name })),
          ]}
          value={service === '' ? ALL : `=${service}`}
          onChange={(value) => set({ service: value === null || value === ALL ? '' : value.slice(1) })}
        />
        <QueryView query={query}>{(now) => <PolicyForm key={service} service={scope} {...now} />}</QueryView>
      </Stack>
    </>
  );
}

interface Values extends Record<string, unknown> {
  production: boolean;
  environments: string[];
  approvals: number;
  offNeedsApproval: boolean;
  teams: string[];
  people: string[];
  expiresAfterHours: number;
}

function PolicyForm({ service, policy, etag }: Present & { service: string | null }) {
  const [removing, setRemoving] = useState(false);
  const may = useCan('admin');
  const teams = api.useQuery('get', '/api/v1/teams', { params: { query: { limit: 500 } } }).data?.items ?? [];
  const people = (usePeople().data?.items ?? []).filter(({ active }) => active);
  const saved = (): void => void queries.invalidateQueries({ queryKey: ['get', PATH] });
  const edit = useServerForm<Values, unknown>({
    draft: `change-policy:${service ?? ''}`,
    initialValues: valuesOf(policy),
    etag,
    send: ({ teams: named, people: persons, ...rest }, tag) => {
      const body = { ...rest, approvers: { teams: named, people: persons } };
      const header = over(tag);
      return service === null
        ? client.PUT('/api/v1/change-policy', { params: { header }, body })
        : client.PUT('/api/v1/services/{service}/change-policy', { params: { path: { service }, header }, body });
    },
    reload: async () => {
      const now = await read(service);
      return { values: valuesOf(now.policy), etag: now.etag };
    },
    done: () => {
      saved();
      toast.done('Policy saved');
    },
  });
  const { form } = edit;
  const remove = async (): Promise<void> => {
    const header = over(edit.base());
    if (service === null) await client.DELETE('/api/v1/change-policy', { params: { header } });
    else await client.DELETE('/api/v1/services/{service}/change-policy', { params: { path: { service }, header } });
    edit.discard();
    saved();
    toast.done('Policy removed');
  };
  return (
    <form onSubmit={edit.onSubmit} noValidate>
      <Stack gap="lg">
        <Text c="dimmed">
          {policy !== null
            ? `Set by ${policy.updatedBy}.`
            : service === null
              ? 'There is no policy: nothing needs approval.'
              : 'It follows the policy of all services.'}
        </Text>
        <Checkbox
          label="Production needs approval"
          description="Every environment that the catalog calls production."
          disabled={!may}
          {...form.getInputProps('production', { type: 'checkbox' })}
        />
        <TagsInput label="Other environments" disabled={!may} {...form.getInputProps('environments')} />
        <Checkbox
          label="Turning off needs it too"
          description="A kill never does."
          disabled={!may}
          {...form.getInputProps('offNeedsApproval', { type: 'checkbox' })}
        />
        <NumberInput label="Approvals" min={1} max={5} disabled={!may} {...form.getInputProps('approvals')} />
        <MultiSelect
          label="Teams that may approve"
          description="Nobody named: everybody who may flip."
          searchable
          disabled={!may}
          data={teams.map(({ key, name }) => ({ value: key, label: name }))}
          {...form.getInputProps('teams')}
        />
        <MultiSelect
          label="People who may approve"
          searchable
          disabled={!may}
          data={people.map(({ key, name }) => ({ value: key, label: name }))}
          {...form.getInputProps('people')}
        />
        <NumberInput
          label="A request expires after"
          suffix=" hours"
          min={1}
          max={720}
          disabled={!may}
          {...form.getInputProps('expiresAfterHours')}
        />
        <FormProblem problem={edit.problem} />
        <Group gap="md">
          <Button type="submit" loading={edit.busy} disabled={!may}>
            Save
          </Button>
          {policy !== null && may && (
            <Button variant="default" onClick={() => setRemoving(true)}>
              Remove
            </Button>
          )}
          {!may && <Text c="dimmed">Administrators may change it.</Text>}
        </Group>
      </Stack>
      <StaleEdit
        edit={edit}
        labels={{
          production: 'Production needs approval',
          environments: 'Other environments',
          offNeedsApproval: 'Turning off needs it too',
          approvals: 'Approvals',
          teams: 'Teams that may approve',
          people: 'People who may approve',
          expiresAfterHours: 'A request expires after (hours)',
        }}
      />
      <Confirm
        opened={removing}
        onClose={() => setRemoving(false)}
        title="Remove this policy?"
        confirmLabel="Remove"
        onConfirm={remove}
      >
        {service === null
          ? 'Then only services with a policy of their own need approval.'
          : 'Then it follows that of all services.'}
      </Confirm>
    </form>
  );
}

function valuesOf(policy: Policy | null): Values {
  return {
    production: policy?.production ?? true,
    environments: policy?.environments ?? [],
    approvals: policy?.approvals ?? 1,
    offNeedsApproval: policy?.offNeedsApproval ?? false,
    teams: policy?.approvers.teams ?? [],
    people: policy?.approvers.people ?? [],
    expiresAfterHours: policy?.expiresAfterHours ?? 72,
  };
}
