import { Button, Modal, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { client, queries } from '../../api/client';
import { useList, type ItemOf } from '../../api/pages';
import { useCan } from '../../api/session';
import { Confirm } from '../../design/feedback/Confirm';
import { EmptyState } from '../../design/feedback/EmptyState';
import { toast } from '../../design/feedback/toast';
import { StatusBadge } from '../../design/StatusBadge';
import { DataTable, type Column } from '../../design/table/DataTable';
import { useNow } from '../../design/time/now';
import { Time } from '../../design/time/Time';
import { GuardedButton } from './GuardedButton';
import { NewToken } from './NewToken';
import { SettingsHead } from './SettingsHead';
import { useDialogs } from './useDialogs';

type Token = ItemOf<'/api/v1/tokens'>;

/** Tokens by which machines and SDKs come in. */
export function TokensPage() {
  const dialogs = useDialogs();
  const mayEdit = useCan('admin');
  const list = useList('/api/v1/tokens', {});
  const [revoking, setRevoking] = useState<Token | null>(null);
  return (
    <>
      <SettingsHead
        title="Tokens"
        lead="By them CI, services and scripts come in. A secret is shown once, when its token is made."
        actions={
          <GuardedButton needs="admin" onClick={dialogs.create}>
            Create a token
          </GuardedButton>
        }
      />
      <DataTable
        label="Tokens"
        list={list}
        columns={columnsFor(mayEdit ? setRevoking : null)}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={IconKey} title="No tokens yet">
            Create one for CI with <code>facts:write</code> and <code>gates:evaluate</code>.
          </EmptyState>
        }
      />
      <Modal
        opened={dialogs.creating && mayEdit}
        onClose={dialogs.close}
        title="Create a token"
        size="lg"
        closeOnClickOutside={false}
      >
        <NewToken done={dialogs.close} />
      </Modal>
      <Confirm
        opened={revoking !== null}
        onClose={() => setRevoking(null)}
        title={`Revoke ${revoking?.name ?? ''}?`}
        confirmLabel="Revoke"
        onConfirm={async () => {
          await client.DELETE('/api/v1/tokens/{id}', { params: { path: { id: revoking?.id ?? '' } } });
          toast.done(`${revoking?.name ?? 'The token'} is revoked`);
          await queries.invalidateQueries({ queryKey: ['get', '/api/v1/tokens'] });
        }}
      >
        Whatever uses it is refused within a second. It cannot be taken back.
        {revoking !== null && revoking.lastUsedAt !== null && (
          <Text c="dimmed" mt="xs">
            Last used <Time at={revoking.lastUsedAt} />.
          </Text>
        )}
      </Confirm>
    </>
  );
}

function columnsFor(revoke: ((token: Token) => void) | null): Column<Token>[] {
  return [
    { key: 'name', header: 'Token', cell: ({ name }) => <span title={name}>{name}</span>, text: ({ name }) => name },
    {
      key: 'permissions',
      header: 'May',
      cell: ({ permissions }) => <span title={permissions.join(', ')}>{permissions.join(', ')}</span>,
      text: ({ permissions }) => permissions.join(' '),
      width: '24%',
    },
    {
      key: 'for',
      header: 'As',
      cell: ({ person, environment }) => [person, environment].filter((part) => part !== null).join(', ') || '–',
      text: ({ person, environment }) => [person ?? '', environment ?? ''].join(' ').trim(),
      width: '9rem',
    },
    {
      key: 'lastUsedAt',
      header: 'Last used',
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? 'never' : <Time at={lastUsedAt} />),
      text: ({ lastUsedAt }) => lastUsedAt ?? '',
      width: '8rem',
    },
    { key: 'state', header: 'State', cell: (token) => <State token={token} />, text: stateOf, width: '11rem' },
    { key: 'id', header: 'Id', cell: ({ id }) => id, text: ({ id }) => id, csvOnly: true },
    {
      key: 'revoke',
      header: 'Revoke',
      action: true,
      cell: (token) =>
        token.revokedAt === null && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={revoke === null}
            title={revoke === null ? 'Administrators may revoke tokens.' : undefined}
            aria-label={`Revoke ${token.name}`}
            onClick={() => revoke?.(token)}
          >
            Revoke
          </Button>
        ),
      text: () => '',
      width: '7rem',
    },
  ];
}

function State({ token }: { token: Token }) {
  const now = useNow();
  const { expiresAt, revokedAt } = token;
  if (revokedAt !== null)
    return (
      <StatusBadge tone="off">
        Revoked <Time at={revokedAt} />
      </StatusBadge>
    );
  if (expiresAt === null) return <StatusBadge tone="on">Valid</StatusBadge>;
  if (Date.parse(expiresAt) <= now.getTime()) return <StatusBadge tone="off">Expired</StatusBadge>;
  return (
    <StatusBadge tone="on">
      Ends <Time at={expiresAt} />
    </StatusBadge>
  );
}

function stateOf({ expiresAt, revokedAt }: Token): string {
  if (revokedAt !== null) return `revoked ${revokedAt}`;
  return expiresAt === null ? 'valid' : `until ${expiresAt}`;
}
