import { Button, Group, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { client, queries } from '../../api/client';
import { FormProblem } from '../../design/forms/FormProblem';
import { useServerForm } from '../../design/forms/useServerForm';
import { useShortcut } from '../../design/keyboard/shortcuts';

/** A note for everybody who follows the incident. */
export function NoteForm({ incident }: { incident: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const { form, onSubmit, busy, problem } = useServerForm({
    draft: `note on ${incident}`,
    initialValues: { note: '' },
    send: ({ note }) =>
      client.POST('/api/v1/incidents/{id}/timeline', { params: { path: { id: incident } }, body: { note } }),
    done: () => {
      form.setValues({ note: '' });
      form.resetDirty({ note: '' });
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/incidents/{id}/timeline'] });
      field.current?.focus();
    },
  });
  useShortcut({ keys: 'n', label: 'Write a note', group: 'This page' }, () => field.current?.focus());
  const empty = form.getValues().note.trim() === '';
  return (
    <form onSubmit={onSubmit} noValidate className="no-print">
      <Textarea
        ref={field}
        aria-label="Note"
        placeholder="What is seen, what is tried"
        autosize
        minRows={1}
        maxRows={8}
        {...form.getInputProps('note')}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
        }}
      />
      <FormProblem problem={problem} />
      {!empty && (
        <Group justify="flex-end" mt="sm">
          <Button type="submit" variant="default" loading={busy}>
            Add the note
          </Button>
        </Group>
      )}
    </form>
  );
}
