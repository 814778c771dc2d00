import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { client, queries } from '../../api/client';
import { FormProblem } from '../../design/forms/FormProblem';
import { useServerForm } from '../../design/forms/useServerForm';
import { toast } from '../../design/feedback/toast';
import type { Action } from './action-parts';

/** Names the change that does an action: it closes the action, nothing else does. */
export function LinkDialog({ action, onClose }: { action: Action; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Link a change">
      <LinkForm action={action} onClose={onClose} />
    </Modal>
  );
}

function LinkForm({ action: { id, title, change }, onClose }: { action: Action; onClose: () => void }) {
  const { form, onSubmit, busy, problem } = useServerForm({
    draft: `change of ${id}`,
    initialValues: { change: change ?? '' },
    send: (body) => client.POST('/api/v1/actions/{id}/link', { params: { path: { id } }, body }),
    done: () => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/postmortems/{id}'] });
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/actions'] });
      toast.done('Change linked');
      onClose();
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="lg">
        <Text>
          “{title}” is done once this change is merged with its blocking checks green, and open again if it is reverted.
        </Text>
        <TextInput
          label="Change"
          description="As its pull request is called; it need not exist yet"
          placeholder="acme/shop#12"
          required
          data-autofocus
          {...form.getInputProps('change')}
        />
        <FormProblem problem={problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Link the change
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
