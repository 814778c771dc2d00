import { Modal } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { useList } from '../../api/pages';
import { useCan } from '../../api/session';
import { useEditable } from '../../api/useEditable';
import { EmptyState } from '../../design/feedback/EmptyState';
import { QueryView } from '../../design/feedback/QueryView';
import { StatusBadge } from '../../design/StatusBadge';
import { DataTable, type Column } from '../../design/table/DataTable';
import { GuardedButton } from './GuardedButton';
import { Invitation } from './Invitation';
import { PERSON_PATH, PersonForm } from './PersonForm';
import { SettingsHead } from './SettingsHead';
import { editLink, useDialogs } from './useDialogs';

type Person = Schemas['PersonView'];

const columns: readonly Column<Person>[] = [
  { key: 'name', header: 'Person', cell: ({ name }) => name, text: ({ name }) => name },
  {
    key: 'key',
    header: 'Key',
    cell: ({ key }) => <code>{key}</code>,
    text: ({ key }) => key,
    width: '10rem',
    wide: true,
  },
  { key: 'email', header: 'E-mail', cell: ({ email }) => email, text: ({ email }) => email },
  { key: 'role', header: 'Role', cell: ({ role }) => role ?? 'none', text: ({ role }) => role ?? '', width: '6.5rem' },
  {
    key: 'teams',
    header: 'Teams',
    cell: ({ teams }) => teams.join(', ') || '–',
    text: ({ teams }) => teams.join(' '),
  },
  {
    key: 'state',
    header: 'Sign-in',
    cell: (person) => <SignInState person={person} />,
    text: ({ active, hasPassword }) => (active ? (hasPassword === true ? 'password' : '') : 'inactive'),
    width: '8rem',
  },
];

function SignInState({ person: { active, role, hasPassword } }: { person: Person }) {
  if (!active) return <StatusBadge tone="off">Inactive</StatusBadge>;
  if (hasPassword === true) return <StatusBadge tone="on">Password</StatusBadge>;
  // Only admins are told whether there is a password.
  if (hasPassword === false && role !== null) return <StatusBadge tone="waiting">Not yet</StatusBadge>;
  return <StatusBadge tone="none">{role === null ? 'No role' : 'Active'}</StatusBadge>;
}

/** Who may sign in, owns and is paged. */
export function PeoplePage() {
  const dialogs = useDialogs();
  const mayEdit = useCan('catalog:write');
  const mayInvite = useCan('admin');
  const list = useList('/api/v1/people', {});
  // Whose link is asked for; it is shown once, so it never stands in the address.
  const [invited, setInvited] = useState<Pick<Person, 'key' | 'name'> | null>(null);
  const saved = (person: Person): void => {
    dialogs.close();
    if (mayInvite && person.active && person.role !== null && person.hasPassword !== true) setInvited(person);
  };
  return (
    <>
      <SettingsHead
        title="People"
        lead="Who may sign in, who owns things, and where they are paged."
        actions={
          <GuardedButton needs="catalog:write" onClick={dialogs.create}>
            Add a person
          </GuardedButton>
        }
      />
      <DataTable
        label="People"
        list={list}
        columns={columns}
        rowKey={({ key }) => key}
        rowTo={mayEdit ? ({ key }) => editLink(key) : undefined}
        empty={
          <EmptyState icon={IconUserPlus} title="No people yet">
            Add a person with a role, and hand over the link by which they choose a password.
          </EmptyState>
        }
      />
      <Modal opened={dialogs.creating && mayEdit} onClose={dialogs.close} title="Add a person" size="lg">
        <PersonForm start={null} cancel={dialogs.close} done={saved} />
      </Modal>
      <Modal opened={dialogs.editing !== null && mayEdit} onClose={dialogs.close} title="Edit the person" size="lg">
        <Editing
          person={dialogs.editing ?? ''}
          cancel={dialogs.close}
          done={saved}
          invite={(person) => {
            dialogs.close();
            setInvited(person);
          }}
        />
      </Modal>
      <Modal
        opened={invited !== null}
        onClose={() => setInvited(null)}
        title={`Invite ${invited?.name ?? ''}`}
        closeOnClickOutside={false}
      >
        {invited !== null && <Invitation person={invited.key} done={() => setInvited(null)} />}
      </Modal>
    </>
  );
}

interface EditingProps {
  person: string;
  cancel: () => void;
  done: (person: Person) => void;
  invite: (person: Person) => void;
}

function Editing({ person, ...rest }: EditingProps) {
  const query = useEditable(PERSON_PATH, { person }, { fresh: true });
  return <QueryView query={query}>{(start) => <PersonForm key={person} start={start} {...rest} />}</QueryView>;
}
