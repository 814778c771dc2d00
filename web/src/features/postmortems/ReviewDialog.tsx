import { Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core';
import { client, queries } from '../../api/client';
import { FormProblem } from '../../design/forms/FormProblem';
import { useServerForm } from '../../design/forms/useServerForm';
import { toast } from '../../design/feedback/toast';

/** Another person than the author says whether it can be published. */
export function ReviewDialog({ postmortem, onClose }: { postmortem: string; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Review the postmortem">
      <ReviewForm postmortem={postmortem} onClose={onClose} />
    </Modal>
  );
}

function ReviewForm({ postmortem: id, onClose }: { postmortem: string; onClose: () => void }) {
  const { form, onSubmit, busy, problem } = useServerForm({
    draft: `review of ${id}`,
    initialValues: { approve: 'yes', note: '' },
    send: ({ approve, note }) =>
      client.POST('/api/v1/postmortems/{id}/review', {
        params: { path: { id } },
        body: { approve: approve === 'yes', note: note.trim() === '' ? null : note.trim() },
      }),
    done: (_, { approve }) => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/postmortems/{id}'] });
      toast.done(approve === 'yes' ? 'Approved' : 'Changes asked for');
      onClose();
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="lg">
        <Radio.Group label="Your word" {...form.getInputProps('approve')}>
          <Stack gap="sm" mt="xs">
            <Radio value="yes" label="It can be published" data-autofocus />
            <Radio value="no" label="It needs changes: back to draft" />
          </Stack>
        </Radio.Group>
        <Textarea label="Note to the author (optional)" autosize minRows={3} {...form.getInputProps('note')} />
        <FormProblem problem={problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            {form.getValues().approve === 'yes' ? 'Approve' : 'Ask for changes'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
