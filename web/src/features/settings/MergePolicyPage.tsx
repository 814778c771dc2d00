import { Button, Group, Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { client, queries, type Schemas } from '../../api/client';
import { useCan } from '../../api/session';
import { readEditable, useEditable, type Editable } from '../../api/useEditable';
import { EmptyState } from '../../design/feedback/EmptyState';
import { QueryView } from '../../design/feedback/QueryView';
import { toast } from '../../design/feedback/toast';
import { FormProblem } from '../../design/forms/FormProblem';
import { StaleEdit } from '../../design/forms/StaleEdit';
import { useServerForm } from '../../design/forms/useServerForm';
import { useServices } from '../../design/pickers/CatalogSelect';
import { useUrlState } from '../../design/useUrlState';
import { over } from '../../design/forms/keys';
import { ListField } from './ListField';
import classes from './ListField.module.css';
import { SettingsHead } from './SettingsHead';

type Policy = Schemas['MergePolicyView'];

const PATH = '/api/v1/repositories/{owner}/{name}/merge-policy';

/** Which checks of a repository block a merge. */
export function MergePolicyPage() {
  const [{ repository }, set] = useUrlState({ repository: '' });
  const services = useServices();
  const known = [...new Set((services.data?.items ?? []).flatMap((service) => service.repository ?? []))].toSorted();
  const chosen = repository === '' ? (known[0] ?? '') : repository;
  return (
    <>
      <SettingsHead
        title="Merge policies"
        lead="Which checks must be green before the merge guard lets a change pass."
      />
      {services.data !== undefined && chosen === '' ? (
        <EmptyState icon={IconGitMerge} title="No repositories yet">
          Say at a service where its code lives; its repository then stands here.
        </EmptyState>
      ) : (
        <Stack gap="lg" maw={560}>
          <Select
            label="Repository"
            searchable
            allowDeselect={false}
            data={known.includes(chosen) || chosen === '' ? known : [chosen, ...known]}
            value={chosen === '' ? null : chosen}
            onChange={(value) => set({ repository: value ?? '' })}
          />
          {chosen !== '' && <PolicyOf key={chosen} repository={chosen} />}
        </Stack>
      )}
    </>
  );
}

function PolicyOf({ repository }: { repository: string }) {
  const query = useEditable(PATH, parts(repository), { fresh: true });
  return <QueryView query={query}>{(start) => <PolicyForm repository={repository} start={start} />}</QueryView>;
}

interface Values extends Record<string, unknown> {
  which: string;
  requiredChecks: { name: string; app: string }[];
}

function PolicyForm({ repository, start }: { repository: string; start: Editable<Policy> }) {
  const may = useCan('catalog:write');
  const edit = useServerForm<Values, unknown>({
    draft: `merge-policy:${repository}`,
    initialValues: valuesOf(start.view),
    etag: start.etag,
    send: ({ which, requiredChecks }, etag) =>
      client.PUT(PATH, {
        params: { path: parts(repository), header: over(etag) },
        body: {
          requiredChecks:
            which === 'all' ? [] : requiredChecks.map(({ name, app }) => ({ name, ...(app !== '' && { app }) })),
        },
      }),
    reload: async () => {
      const { view, etag } = await readEditable(PATH, parts(repository));
      return { values: valuesOf(view), etag };
    },
    done: () => {
      toast.done(`Merge policy of ${repository} saved`);
      void queries.invalidateQueries({ queryKey: ['get', PATH] });
    },
  });
  const { form } = edit;
  return (
    <form onSubmit={edit.onSubmit} noValidate>
      <Stack gap="lg">
        <Radio.Group label="A merge needs" {...form.getInputProps('which')}>
          <Stack gap="sm" mt="sm">
            <Radio
              value="all"
              disabled={!may}
              label="Every check that was reported"
              description="All must conclude success, and there must be one."
            />
            <Radio
              value="these"
              disabled={!may}
              label="These checks"
              description="Each must be reported and conclude success; others do not matter."
            />
          </Stack>
        </Radio.Group>
        {form.values.which === 'these' && (
          <ListField
            legend="Checks that block"
            add="Add a check"
            count={form.values.requiredChecks.length}
            onAdd={() => form.insertListItem('requiredChecks', { name: '', app: '' })}
            onRemove={(index) => form.removeListItem('requiredChecks', index)}
            nameOf={(index) => form.values.requiredChecks[index]?.name || `check ${index + 1}`}
            least={1}
            error={form.errors['requiredChecks']}
          >
            {(index) => (
              <>
                <TextInput
                  aria-label={`Name of check ${index + 1}`}
                  placeholder="build"
                  className={classes.wide}
                  disabled={!may}
                  autoComplete="off"
                  {...form.getInputProps(`requiredChecks.${index}.name`)}
                />
                <TextInput
                  aria-label={`App of check ${index + 1}`}
                  placeholder="any app"
                  className={classes.narrow}
                  disabled={!may}
                  autoComplete="off"
                  {...form.getInputProps(`requiredChecks.${index}.app`)}
                />
              </>
            )}
          </ListField>
        )}
        <FormProblem problem={edit.problem} />
        <Group gap="md">
          <Button type="submit" loading={edit.busy} disabled={!may}>
            Save
          </Button>
          {!may && <Text c="dimmed">Administrators may change it.</Text>}
        </Group>
      </Stack>
      <StaleEdit edit={edit} labels={{ which: 'A merge needs', requiredChecks: 'Checks that block' }} />
    </form>
  );
}

function valuesOf({ requiredChecks }: Policy): Values {
  if (requiredChecks.length === 0) return { which: 'all', requiredChecks: [{ name: '', app: '' }] };
  return { which: 'these', requiredChecks: requiredChecks.map(({ name, app }) => ({ name, app: app ?? '' })) };
}

function parts(repository: string): { owner: string; name: string } {
  const [owner = '', name = ''] = repository.split('/');
  return { owner, name };
}
