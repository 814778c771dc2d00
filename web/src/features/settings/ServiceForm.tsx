import { Group, Switch, TextInput } from '@mantine/core';
import { client, queries, type Schemas } from '../../api/client';
import { readEditable, type Editable } from '../../api/useEditable';
import { toast } from '../../design/feedback/toast';
import { useServerForm } from '../../design/forms/useServerForm';
import { TeamSelect } from '../../design/pickers/CatalogSelect';
import { DialogForm } from './DialogForm';
import { over, requireKey } from '../../design/forms/keys';
import { ListField } from './ListField';
import { NameAndKey } from './NameAndKey';
import classes from './ListField.module.css';

export const SERVICE_PATH = '/api/v1/services/{service}';

type Service = Schemas['Service'];

interface Values extends Record<string, unknown> {
  key: string;
  name: string;
  team: string;
  repository: string;
  pathPrefix: string;
  environments: { key: string; production: boolean }[];
}

const NEW: Values = {
  key: '',
  name: '',
  team: '',
  repository: '',
  pathPrefix: '',
  environments: [
    { key: 'production', production: true },
    { key: 'staging', production: false },
  ],
};

const LABELS = {
  name: 'Name',
  team: 'Team',
  repository: 'Repository',
  pathPrefix: 'Path prefix',
  environments: 'Environments',
};

function valuesOf({ repository, pathPrefix, ...rest }: Service): Values {
  return { ...rest, repository: repository ?? '', pathPrefix: pathPrefix ?? '' };
}

export function ServiceForm({ start, done }: { start: Editable<Service> | null; done: () => void }) {
  const initialValues = start === null ? NEW : valuesOf(start.view);
  const edit = useServerForm<Values, unknown>({
    draft: `service:${start?.view.key ?? ''}`,
    initialValues,
    etag: start?.etag,
    send: async ({ key, repository, pathPrefix, ...body }, etag) => {
      const path = { service: key };
      if (start === null) requireKey(key);
      return client.PUT(SERVICE_PATH, {
        params: { path, header: over(etag) },
        body: {
          name: body.name,
          team: body.team,
          repository: repository.trim() || null,
          pathPrefix: pathPrefix.trim() || null,
          environments: body.environments,
        },
      });
    },
    reload: async () => {
      const { view, etag } = await readEditable(SERVICE_PATH, { service: initialValues.key });
      return { values: valuesOf(view), etag };
    },
    done: (_, { name }) => {
      toast.done(`Service ${name} saved`);
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/services'] });
      done();
    },
  });
  const { form } = edit;
  return (
    <DialogForm edit={edit} labels={LABELS} save={start === null ? 'Add the service' : 'Save'} onCancel={done}>
      <NameAndKey form={form} creating={start === null} placeholder="Checkout API" />
      <TeamSelect
        label="Team that owns it"
        required
        withAsterisk={false}
        value={form.values.team}
        onChange={(team) => form.setFieldValue('team', team)}
        error={form.errors['team']}
      />
      <Group grow align="flex-start" preventGrowOverflow={false} gap="md">
        <TextInput
          label="Repository"
          placeholder="owner/name"
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('repository')}
        />
        <TextInput
          label="Path prefix"
          placeholder="services/checkout/"
          description="Only where several services share the repository."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('pathPrefix')}
        />
      </Group>
      <ListField
        legend="Environments"
        description="Deployments to production environments count as releases."
        add="Add an environment"
        count={form.values.environments.length}
        onAdd={() => form.insertListItem('environments', { key: '', production: false })}
        onRemove={(index) => form.removeListItem('environments', index)}
        nameOf={(index) => form.values.environments[index]?.key || `environment ${index + 1}`}
        least={1}
        error={form.errors['environments']}
      >
        {(index) => (
          <>
            <TextInput
              aria-label={`Key of environment ${index + 1}`}
              className={classes.wide}
              autoComplete="off"
              spellCheck={false}
              {...form.getInputProps(`environments.${index}.key`)}
            />
            <Switch
              label="production"
              {...form.getInputProps(`environments.${index}.production`, { type: 'checkbox' })}
            />
          </>
        )}
      </ListField>
    </DialogForm>
  );
}
