import { Anchor, Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { client, queries, type Schemas } from '../../../api/client';
import { useList } from '../../../api/pages';
import { useCan, useSession } from '../../../api/session';
import { ConfirmWithReason } from '../../../design/feedback/ConfirmWithReason';
import { EmptyState } from '../../../design/feedback/EmptyState';
import { toast } from '../../../design/feedback/toast';
import { FormProblem } from '../../../design/forms/FormProblem';
import { useServerForm } from '../../../design/forms/useServerForm';
import { StatusBadge } from '../../../design/StatusBadge';
import { DataTable, type Column } from '../../../design/table/DataTable';
import { InstantInput } from '../../../design/time/InstantInput';
import { Time } from '../../../design/time/Time';
import { useUrlState } from '../../../design/useUrlState';
import { WAIVER_STATES } from './words';

type Waiver = Schemas['WaiverView'];

const refresh = (): void => void queries.invalidateQueries({ queryKey: ['get', '/api/v1/flag-waivers'] });

/** What the guard passes over for a while, and who said so. */
export function Waivers() {
  const list = useList('/api/v1/flag-waivers', {});
  const may = useCan('flags:write');
  const person = useSession()?.person?.key ?? null;
  const [{ waive }, set] = useUrlState({ waive: '' });
  const asking = waive !== '';
  const setAsking = (asks: boolean): void => set({ waive: asks ? '1' : '' });
  const [ending, setEnding] = useState<Waiver | null>(null);
  const approve = async ({ id, flag }: Waiver): Promise<void> => {
    try {
      await client.POST('/api/v1/flag-waivers/{id}/approve', { params: { path: { id } } });
      toast.done(`The waiver of ${flag} is approved`);
      refresh();
    } catch (error) {
      toast.failed(error);
    }
  };
  const columns: readonly Column<Waiver>[] = [
    {
      key: 'flag',
      header: 'Flag',
      cell: ({ flag }) => (
        <Anchor component={Link} to={`/flags/${encodeURIComponent(flag)}`}>
          {flag}
        </Anchor>
      ),
      text: ({ flag }) => flag,
    },
    { key: 'rule', header: 'Excused', cell: ({ rule }) => rule.replaceAll('_', ' '), text: ({ rule }) => rule },
    {
      key: 'state',
      header: 'State',
      cell: ({ state }) => <StatusBadge tone={WAIVER_STATES[state].tone}>{WAIVER_STATES[state].word}</StatusBadge>,
      text: ({ state }) => state,
    },
    { key: 'why', header: 'Why', cell: ({ reason }) => reason, text: ({ reason }) => reason, width: '24%' },
    {
      key: 'until',
      header: 'Until',
      cell: ({ expiresAt }) => <Time at={expiresAt} />,
      text: ({ expiresAt }) => expiresAt,
    },
    {
      key: 'who',
      header: 'Asked, approved',
      cell: ({ requestedBy, approvedBy }) => `${requestedBy}, ${approvedBy ?? 'nobody yet'}`,
      text: ({ requestedBy, approvedBy }) => `${requestedBy}, ${approvedBy ?? ''}`,
    },
    {
      key: 'act',
      header: 'Actions',
      cell: (waiver) =>
        may && (waiver.state === 'requested' || waiver.state === 'active') ? (
          <Group gap="xs">
            {waiver.state === 'requested' && waiver.requestedBy !== person && (
              <Button variant="default" size="compact-sm" onClick={() => void approve(waiver)}>
                Approve
              </Button>
            )}
            <Button variant="default" size="compact-sm" onClick={() => setEnding(waiver)}>
              End
            </Button>
          </Group>
        ) : null,
      text: () => '',
    },
  ];
  return (
    <section>
      <h2>Waivers</h2>
      <DataTable
        label="Waivers"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        toolbar={
          may && (
            <Button variant="default" onClick={() => setAsking(true)}>
              Ask for a waiver
            </Button>
          )
        }
        empty={
          <EmptyState title="Nothing is excused">
            A waiver excuses one reason of the guard for at most 30 days; another person approves it.
          </EmptyState>
        }
      />
      <Modal opened={asking} onClose={() => setAsking(false)} title="Ask for a waiver">
        <AskForm
          done={() => {
            setAsking(false);
            refresh();
          }}
        />
      </Modal>
      <ConfirmWithReason
        opened={ending !== null}
        onClose={() => setEnding(null)}
        title={`End the waiver of ${ending?.flag ?? ''}?`}
        confirmLabel="End it"
        onConfirm={async (reason) => {
          if (ending === null) return;
          await client.POST('/api/v1/flag-waivers/{id}/end', { params: { path: { id: ending.id } }, body: { reason } });
          refresh();
        }}
      />
    </section>
  );
}

const RULE_NAMES = ['expired', 'no_owner', 'no_removal_ticket', 'stale', 'unknown_flag', 'archived_in_code'] as const;

function AskForm({ done }: { done: () => void }) {
  const edit = useServerForm({
    draft: 'flag-waiver',
    initialValues: { flag: '', rule: 'expired' as (typeof RULE_NAMES)[number], reason: '', expiresAt: '' },
    send: (body) => client.POST('/api/v1/flag-waivers', { body }),
    done: (_, { flag }) => {
      toast.done(`Asked; another person approves the waiver of ${flag}`);
      done();
    },
  });
  return (
    <form onSubmit={edit.onSubmit} noValidate>
      <Stack gap="md">
        <TextInput label="Flag" required data-autofocus {...edit.form.getInputProps('flag')} />
        <Select
          label="What is excused"
          allowDeselect={false}
          data={RULE_NAMES.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          {...edit.form.getInputProps('rule')}
        />
        <InstantInput
          label="Until"
          description="At most 30 days ahead."
          required
          value={edit.form.getValues().expiresAt}
          onChange={(at) => edit.form.setFieldValue('expiresAt', at)}
          error={edit.form.errors['expiresAt']}
        />
        <Textarea label="Reason" required autosize minRows={2} {...edit.form.getInputProps('reason')} />
        <FormProblem problem={edit.problem} />
        <Group justify="flex-end">
          <Button type="submit" loading={edit.busy}>
            Ask
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
