import { Modal, Select } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { client, type Schemas } from '../../api/client';
import { useList } from '../../api/pages';
import { useCan } from '../../api/session';
import { readEditable, useEditable, type Editable } from '../../api/useEditable';
import { EmptyState } from '../../design/feedback/EmptyState';
import { QueryView } from '../../design/feedback/QueryView';
import { toast } from '../../design/feedback/toast';
import { useServerForm } from '../../design/forms/useServerForm';
import { DataTable, type Column } from '../../design/table/DataTable';
import { viewerTimeZone } from '../../design/time/now';
import { DialogForm } from './DialogForm';
import { GuardedButton } from './GuardedButton';
import { over, requireKey } from '../../design/forms/keys';
import { NameAndKey } from './NameAndKey';
import { SettingsHead } from './SettingsHead';
import { editLink, useDialogs } from './useDialogs';

type Team = Schemas['Team'];

const PATH = '/api/v1/teams/{team}';
const ZONES = [...new Set([viewerTimeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
const columns: readonly Column<Team>[] = [
  { key: 'name', header: 'Team', cell: ({ name }) => name, text: ({ name }) => name },
  { key: 'key', header: 'Key', cell: ({ key }) => <code>{key}</code>, text: ({ key }) => key },
  { key: 'timezone', header: 'Time zone', cell: ({ timezone }) => timezone, text: ({ timezone }) => timezone },
];

/** Teams own services and are on call for them. */
export function TeamsPage() {
  const dialogs = useDialogs();
  const mayEdit = useCan('catalog:write');
  const list = useList('/api/v1/teams', {});
  return (
    <>
      <SettingsHead
        title="Teams"
        lead="A team owns services, and is on call for them."
        actions={
          <GuardedButton needs="catalog:write" onClick={dialogs.create}>
            Add a team
          </GuardedButton>
        }
      />
      <DataTable
        label="Teams"
        list={list}
        columns={columns}
        rowKey={({ key }) => key}
        rowTo={mayEdit ? ({ key }) => editLink(key) : undefined}
        empty={
          <EmptyState icon={IconUsersGroup} title="No teams yet">
            Add the first one; services need a team that owns them.
          </EmptyState>
        }
      />
      <Modal opened={dialogs.creating && mayEdit} onClose={dialogs.close} title="Add a team">
        <TeamForm start={null} done={dialogs.close} />
      </Modal>
      <Modal opened={dialogs.editing !== null && mayEdit} onClose={dialogs.close} title="Edit the team">
        <Editing team={dialogs.editing ?? ''} done={dialogs.close} />
      </Modal>
    </>
  );
}

function Editing({ team, done }: { team: string; done: () => void }) {
  const query = useEditable(PATH, { team }, { fresh: true });
  return <QueryView query={query}>{(start) => <TeamForm key={team} start={start} done={done} />}</QueryView>;
}

interface Values extends Record<string, unknown> {
  key: string;
  name: string;
  timezone: string;
}

function TeamForm({ start, done }: { start: Editable<Team> | null; done: () => void }) {
  const initialValues: Values = start?.view ?? { key: '', name: '', timezone: viewerTimeZone };
  const edit = useServerForm<Values, unknown>({
    draft: `team:${start?.view.key ?? ''}`,
    initialValues,
    etag: start?.etag,
    send: async ({ key, name, timezone }, etag) => {
      const path = { team: key };
      if (start === null) requireKey(key);
      return client.PUT(PATH, { params: { path, header: over(etag) }, body: { name, timezone } });
    },
    reload: async () => {
      const { view, etag } = await readEditable(PATH, { team: initialValues.key });
      return { values: { ...view }, etag };
    },
    done: (_, { name }) => {
      toast.done(`Team ${name} saved`);
      done();
    },
  });
  return (
    <DialogForm
      edit={edit}
      labels={{ name: 'Name', timezone: 'Time zone' }}
      save={start === null ? 'Add the team' : 'Save'}
      onCancel={done}
    >
      <NameAndKey form={edit.form} creating={start === null} placeholder="Checkout" />
      <Select
        label="Time zone"
        description="Hand-offs of its schedules are told in it."
        searchable
        limit={40}
        allowDeselect={false}
        data={ZONES}
        {...edit.form.getInputProps('timezone')}
      />
    </DialogForm>
  );
}
