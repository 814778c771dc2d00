import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { client, queries } from '../../api/client';
import { readEditable, useEditable } from '../../api/useEditable';
import { QueryView } from '../../design/feedback/QueryView';
import { toast } from '../../design/feedback/toast';
import { FormProblem } from '../../design/forms/FormProblem';
import { StaleEdit } from '../../design/forms/StaleEdit';
import { useServerForm } from '../../design/forms/useServerForm';
import { OwnerSelect } from '../../design/pickers/OwnerSelect';
import { viewerTimeZone } from '../../design/time/now';
import { addDays, dayOf, isDay, startOfDay } from '../../design/time/time-window';
import { isKind, KIND_WORDS, ownerText, type Action } from './action-parts';

const PATH = '/api/v1/actions/{id}';

interface Values extends Record<string, unknown> {
  title: string;
  kind: string;
  owner: string;
  dueAt: string;
  ticket: string;
}

interface Props {
  postmortem: string;
  /** Null: a new one. */
  action: string | null;
  onClose: () => void;
}

export function ActionDialog({ postmortem, action, onClose }: Props) {
  return (
    <Modal opened onClose={onClose} title={action === null ? 'Add an action' : 'Edit the action'}>
      {action === null ? (
        <ActionForm postmortem={postmortem} present={null} etag={null} onClose={onClose} />
      ) : (
        <Present postmortem={postmortem} action={action} onClose={onClose} />
      )}
    </Modal>
  );
}

function Present({ postmortem, action, onClose }: Props & { action: string }) {
  const query = useEditable(PATH, { id: action });
  return (
    <QueryView query={query}>
      {({ view, etag }) => <ActionForm postmortem={postmortem} present={view} etag={etag} onClose={onClose} />}
    </QueryView>
  );
}

interface FormProps {
  postmortem: string;
  present: Action | null;
  etag: string | null;
  onClose: () => void;
}

function ActionForm({ postmortem, present, etag, onClose }: FormProps) {
  const edit = useServerForm<Values, unknown>({
    draft: present === null ? `action of ${postmortem}` : `action ${present.id}`,
    initialValues: valuesOf(present),
    etag,
    send: (values, ifMatch) =>
      present === null
        ? client.POST('/api/v1/postmortems/{id}/actions', {
            params: { path: { id: postmortem } },
            body: bodyOf(values),
          })
        : client.PATCH(PATH, {
            params: { path: { id: present.id }, header: ifMatch === null ? {} : { 'If-Match': ifMatch } },
            body: bodyOf(values),
          }),
    done: () => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/postmortems/{id}'] });
      toast.done(present === null ? 'Action added' : 'Action saved');
      onClose();
    },
    reload: async () => {
      const now = await readEditable(PATH, { id: present?.id ?? '' });
      return { values: valuesOf(now.view), etag: now.etag };
    },
  });
  const { form, onSubmit, busy, problem } = edit;
  const { kind, owner } = form.getValues();
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="lg">
        <TextInput
          label="What is to be done"
          placeholder="Contract test between form and API"
          required
          data-autofocus
          {...form.getInputProps('title')}
        />
        <Select
          label="Kind"
          required
          allowDeselect={false}
          data={Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label }))}
          value={kind}
          onChange={(value) => form.setFieldValue('kind', value ?? kind)}
          error={form.errors['kind']}
        />
        <OwnerSelect
          required
          value={owner}
          onChange={(value) => form.setFieldValue('owner', value)}
          error={form.errors['owner']}
        />
        <TextInput type="date" label="Due" required {...form.getInputProps('dueAt')} />
        <TextInput label="Ticket (optional)" placeholder="OPS-31, or an address" {...form.getInputProps('ticket')} />
        <FormProblem problem={problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            {present === null ? 'Add the action' : 'Save'}
          </Button>
        </Group>
      </Stack>
      <StaleEdit
        edit={edit}
        labels={{ title: 'Title', kind: 'Kind', owner: 'Owner', dueAt: 'Due', ticket: 'Ticket' }}
      />
    </form>
  );
}

function valuesOf(action: Action | null): Values {
  if (action === null) return { title: '', kind: 'test', owner: '', dueAt: '', ticket: '' };
  const { title, kind, owner, dueAt, ticket } = action;
  return { title, kind, owner: ownerText(owner), dueAt: dayOf(new Date(dueAt), viewerTimeZone), ticket: ticket ?? '' };
}

function bodyOf({ title, kind, owner, dueAt, ticket }: Values) {
  const [sort, key] = owner.split(/:(.*)/s);
  return {
    title,
    kind: isKind(kind) ? kind : 'other',
    owner: sort === 'team' ? { team: key ?? null } : sort === 'person' ? { person: key ?? null } : {},
    dueAt: isDay(dueAt) ? endOf(dueAt) : '',
    ticket: ticket.trim() === '' ? null : ticket.trim(),
  } as const;
}

/** Something due on a day is late on the next one. */
function endOf(day: string): string {
  return new Date(startOfDay(addDays(day, 1), viewerTimeZone).getTime() - 1_000).toISOString();
}
