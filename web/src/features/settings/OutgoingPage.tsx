import { Button, Group, Modal } from '@mantine/core';
import { IconLock, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useList } from '../../api/pages';
import { useCan } from '../../api/session';
import { Confirm } from '../../design/feedback/Confirm';
import { EmptyState } from '../../design/feedback/EmptyState';
import { toast } from '../../design/feedback/toast';
import { StatusBadge } from '../../design/StatusBadge';
import { DataTable, type Column } from '../../design/table/DataTable';
import { Time } from '../../design/time/Time';
import { GuardedButton } from './GuardedButton';
import { NewReceiver } from './NewReceiver';
import {
  OUTGOING_EVENTS,
  OUTGOING_KINDS,
  OUTGOING_PATH,
  removeReceiver,
  setActive,
  testReceiver,
  type Receiver,
} from './outgoing';
import { SettingsHead } from './SettingsHead';
import { useDialogs } from './useDialogs';

/** Where messages about flags are sent: webhooks and Slack. */
export function OutgoingPage() {
  const may = useCan('admin');
  const dialogs = useDialogs();
  const list = useList(OUTGOING_PATH, {}, { enabled: may });
  const [removing, setRemoving] = useState<Receiver | null>(null);
  return (
    <>
      <SettingsHead
        title="Outgoing"
        lead="Who is told what happens to flags: webhooks, and channels of Slack."
        actions={
          <GuardedButton needs="admin" onClick={dialogs.create}>
            Add a receiver
          </GuardedButton>
        }
      />
      {may ? (
        <DataTable
          label="Receivers"
          list={list}
          columns={columnsFor(setRemoving)}
          rowKey={({ id }) => id}
          empty={
            <EmptyState icon={IconSend} title="Nobody is told of flips yet">
              Add a webhook, or the incoming webhook of a Slack channel.
            </EmptyState>
          }
        />
      ) : (
        <EmptyState icon={IconLock} title="Only administrators see receivers">
          They hold secrets. Ask an administrator if a message does not arrive.
        </EmptyState>
      )}
      <Modal
        opened={dialogs.creating && may}
        onClose={dialogs.close}
        title="Add a receiver"
        closeOnClickOutside={false}
      >
        <NewReceiver done={dialogs.close} />
      </Modal>
      <Confirm
        opened={removing !== null}
        onClose={() => setRemoving(null)}
        title={`Remove ${removing?.name ?? ''}?`}
        confirmLabel="Remove"
        onConfirm={async () => {
          await removeReceiver(removing?.id ?? '');
          toast.done('The receiver is removed');
        }}
      >
        Nothing is sent there any more, and what was sent is forgotten.
      </Confirm>
    </>
  );
}

async function test({ id, name }: Receiver): Promise<void> {
  try {
    const tested = await testReceiver(id);
    if (tested?.ok === true) toast.done(`${name} works`, { detail: tested.detail });
    else toast.failed(new Error(tested?.detail ?? 'Nothing was answered.'));
  } catch (error) {
    toast.failed(error);
  }
}

function columnsFor(remove: (receiver: Receiver) => void): Column<Receiver>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      cell: ({ id, name }) => <Link to={`/settings/outgoing/${id}`}>{name}</Link>,
      text: ({ name }) => name,
    },
    {
      key: 'kind',
      header: 'To',
      cell: ({ kind, target }) => `${OUTGOING_KINDS[kind]}, ${target}`,
      text: ({ kind, target }) => `${kind} ${target}`,
    },
    {
      key: 'events',
      header: 'Hears of',
      cell: ({ events }) => (
        <span title={events.map((event) => OUTGOING_EVENTS[event]).join(', ')}>{events.join(', ')}</span>
      ),
      text: ({ events }) => events.join(' '),
    },
    {
      key: 'state',
      header: 'State',
      cell: ({ active, failed, due }) =>
        active ? (
          <StatusBadge tone={failed > 0 ? 'red' : due > 0 ? 'waiting' : 'on'}>
            {failed > 0 ? `${failed} given up` : due > 0 ? `${due} wait` : 'Active'}
          </StatusBadge>
        ) : (
          <StatusBadge tone="none">Paused</StatusBadge>
        ),
      text: ({ active }) => (active ? 'active' : 'paused'),
      width: '8rem',
    },
    {
      key: 'lastDeliveredAt',
      header: 'Last delivered',
      cell: ({ lastDeliveredAt }) => (lastDeliveredAt === null ? 'never' : <Time at={lastDeliveredAt} />),
      text: ({ lastDeliveredAt }) => lastDeliveredAt ?? '',
      width: '8rem',
    },
    {
      key: 'act',
      header: 'Act',
      action: true,
      cell: (receiver) => (
        <Group gap="xs" wrap="nowrap">
          <Button size="compact-sm" variant="default" onClick={() => void test(receiver)}>
            Test
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => void setActive(receiver)}>
            {receiver.active ? 'Pause' : 'Resume'}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => remove(receiver)}>
            Remove
          </Button>
        </Group>
      ),
      text: () => '',
      width: '15rem',
    },
  ];
}
