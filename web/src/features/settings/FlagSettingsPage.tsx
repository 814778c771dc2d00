import { Alert, Button, Group, NumberInput, PasswordInput, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { client, queries, type Schemas } from '../../api/client';
import { useCan } from '../../api/session';
import { readEditable, useEditable, type Editable } from '../../api/useEditable';
import { QueryView } from '../../design/feedback/QueryView';
import { toast } from '../../design/feedback/toast';
import { FormProblem } from '../../design/forms/FormProblem';
import { StaleEdit } from '../../design/forms/StaleEdit';
import { useServerForm } from '../../design/forms/useServerForm';
import { over } from '../../design/forms/keys';
import { SettingsHead } from './SettingsHead';

type Kind = Schemas['FlagKindView'];
type Tracker = Schemas['TrackerView'];

const KINDS: Record<Kind['kind'], string> = {
  release: 'Release',
  experiment: 'Experiment',
  ops: 'Operations',
  permission: 'Permission',
  kill_switch: 'Kill switch',
};
const PATH = '/api/v1/flag-kinds/{kind}';
const TRACKER = '/api/v1/removal-tracker';

/** How long flags live, how often they may be extended, and where removal tickets are opened. */
export function FlagSettingsPage() {
  const tracker = useEditable(TRACKER, {}, { fresh: true });
  return (
    <>
      <SettingsHead
        title="Flags"
        lead="How long flags live, how often they may be extended, where removal tickets are opened."
      />
      <Stack gap="xl" maw={640}>
        {(Object.keys(KINDS) as Kind['kind'][]).map((kind) => (
          <KindOf key={kind} kind={kind} />
        ))}
        <section aria-label="Removal tickets">
          <Title order={2} mb="xs">
            Removal tickets
          </Title>
          <QueryView query={tracker}>{(start) => <TrackerForm start={start} />}</QueryView>
        </section>
      </Stack>
    </>
  );
}

function KindOf({ kind }: { kind: Kind['kind'] }) {
  const query = useEditable(PATH, { kind }, { fresh: true });
  return (
    <section aria-label={KINDS[kind]}>
      <Title order={2} mb="xs">
        {KINDS[kind]}
      </Title>
      <QueryView query={query}>{(start) => <KindForm start={start} />}</QueryView>
    </section>
  );
}

function KindForm({ start }: { start: Editable<Kind> }) {
  const may = useCan('admin');
  const { kind } = start.view;
  const edit = useServerForm({
    draft: `flag-kind:${kind}`,
    initialValues: valuesOf(start.view),
    etag: start.etag,
    send: ({ lifetimeDays, extensionCap }, etag) =>
      client.PUT(PATH, {
        params: { path: { kind }, header: over(etag) },
        body: { lifetimeDays: lifetimeDays === '' ? null : Number(lifetimeDays), extensionCap: Number(extensionCap) },
      }),
    reload: async () => {
      const { view, etag } = await readEditable(PATH, { kind });
      return { values: valuesOf(view), etag };
    },
    done: () => {
      toast.done(`${KINDS[kind]} saved`);
      void queries.invalidateQueries({ queryKey: ['get', PATH] });
    },
  });
  return (
    <form onSubmit={edit.onSubmit} noValidate>
      <Group gap="md" align="flex-end">
        <NumberInput
          label="Lifetime in days"
          placeholder="without end"
          min={1}
          disabled={!may}
          {...edit.form.getInputProps('lifetimeDays')}
        />
        <NumberInput label="Extensions at most" min={0} disabled={!may} {...edit.form.getInputProps('extensionCap')} />
        <Button type="submit" variant="default" loading={edit.busy} disabled={!may} aria-label={`Save ${KINDS[kind]}`}>
          Save
        </Button>
      </Group>
      <FormProblem problem={edit.problem} />
      <StaleEdit edit={edit} labels={{ lifetimeDays: 'Lifetime in days', extensionCap: 'Extensions at most' }} />
    </form>
  );
}

function valuesOf({ lifetimeDays, extensionCap }: Kind): Record<string, number | string> & {
  lifetimeDays: number | string;
  extensionCap: number | string;
} {
  return { lifetimeDays: lifetimeDays ?? '', extensionCap };
}

const TRACKERS = [
  { value: 'github', label: 'GitHub issues' },
  { value: 'jira', label: 'Jira' },
  { value: 'linear', label: 'Linear' },
  { value: 'webhook', label: 'A webhook of your own' },
] as const;
const PROJECT = { github: 'Repository, owner/name', jira: 'Key of the project', linear: 'Id of the team', webhook: '' };
const URL_LABEL = {
  github: 'API address, if not the public one',
  jira: 'Address of the site',
  linear: 'API address, if not the public one',
  webhook: 'Address',
};

function TrackerForm({ start }: { start: Editable<Tracker> }) {
  const may = useCan('admin');
  const now = start.view;
  const edit = useServerForm({
    // No draft: it holds a secret.
    initialValues: trackerValuesOf(now),
    etag: start.etag,
    send: ({ kind, url, project, account, secret }, etag) =>
      client.PUT(TRACKER, {
        params: { header: over(etag) },
        body: { kind, url: url || null, project: project || null, account: account || null, secret },
      }),
    reload: async () => {
      const { view, etag } = await readEditable(TRACKER, {});
      return { values: trackerValuesOf(view), etag };
    },
    done: () => {
      edit.discard();
      toast.done('Removal tickets are opened there from now on');
      void queries.invalidateQueries({ queryKey: ['get', TRACKER] });
    },
  });
  const { kind } = edit.form.getValues();
  return (
    <form onSubmit={edit.onSubmit} noValidate>
      <Stack gap="md">
        {now.kind !== null && !now.configured && (
          <Alert color="red" title="The token cannot be read with this LOOP_SECRET_KEY: set it again." />
        )}
        <Text c="dimmed">
          {now.configured ? 'A tracker is set.' : 'None is set: removal tickets are opened by hand.'}
        </Text>
        <Select
          label="Tracker"
          allowDeselect={false}
          data={TRACKERS}
          disabled={!may}
          {...edit.form.getInputProps('kind')}
        />
        {kind !== 'webhook' && (
          <TextInput label={PROJECT[kind]} disabled={!may} {...edit.form.getInputProps('project')} />
        )}
        <TextInput
          label={URL_LABEL[kind]}
          placeholder="https://…"
          disabled={!may}
          {...edit.form.getInputProps('url')}
        />
        {kind === 'jira' && (
          <TextInput label="E-mail of the account" disabled={!may} {...edit.form.getInputProps('account')} />
        )}
        <PasswordInput
          label="Token"
          autoComplete="new-password"
          disabled={!may}
          {...edit.form.getInputProps('secret')}
        />
        <FormProblem problem={edit.problem} />
        <StaleEdit
          edit={edit}
          labels={{ kind: 'Tracker', project: 'Project', url: 'Address', account: 'E-mail of the account' }}
        />
        <Group gap="md">
          <Button type="submit" loading={edit.busy} disabled={!may}>
            Save the tracker
          </Button>
          {!may && <Text c="dimmed">Administrators may change it.</Text>}
        </Group>
      </Stack>
    </form>
  );
}

function trackerValuesOf({ kind, url, project, account }: Tracker) {
  return {
    kind: kind ?? ('github' as NonNullable<Tracker['kind']>),
    url: url ?? '',
    project: project ?? '',
    account: account ?? '',
    secret: '',
  };
}
