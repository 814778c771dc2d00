import { Button, Group, Text, Textarea } from '@mantine/core';
import { client, queries } from '../../../api/client';
import { useList } from '../../../api/pages';
import { useCan } from '../../../api/session';
import { ErrorState } from '../../../design/feedback/ErrorState';
import { FormProblem } from '../../../design/forms/FormProblem';
import { useServerForm } from '../../../design/forms/useServerForm';
import { PersonName } from '../../../design/pickers/PersonSelect';
import { Time } from '../../../design/time/Time';
import { hasEnded, type Drill } from '../words';
import classes from './Run.module.css';

const PATH = '/api/v1/drills/{id}/notes';

/** What was noticed, for the report: the newest last, as it will be read. */
export function Notes({ drill: { id, state } }: { drill: Drill }) {
  const may = useCan('incidents:write');
  const list = useList(PATH, { path: { id } }, { pageSize: 500 });
  return (
    <section className={`${classes.section} ${classes.notes}`} aria-labelledby="notes">
      <h2 id="notes">Notes</h2>
      {list.error !== null && <ErrorState error={list.error} retry={list.retry} />}
      {!list.loading && list.items.length === 0 && list.error === null && (
        <Text c="dimmed" mb="sm">
          {hasEnded(state) ? 'Nobody wrote anything down.' : 'Write down what you notice: it stands in the report.'}
        </Text>
      )}
      <div role="log" aria-labelledby="notes">
        <ol className={classes.entries}>
          {list.items.map((note) => (
            <li key={note.id}>
              <span className={classes.quiet}>
                <PersonName person={note.author} /> · <Time at={note.at} />
              </span>
              <p>{note.text}</p>
            </li>
          ))}
        </ol>
      </div>
      {may && <NoteForm drill={id} />}
    </section>
  );
}

function NoteForm({ drill }: { drill: string }) {
  const { form, onSubmit, busy, problem } = useServerForm({
    draft: `note on drill ${drill}`,
    initialValues: { text: '' },
    send: ({ text }) => client.POST(PATH, { params: { path: { id: drill } }, body: { text } }),
    done: () => {
      form.setValues({ text: '' });
      form.resetDirty({ text: '' });
      void queries.invalidateQueries({ queryKey: ['get', PATH] });
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate className="no-print">
      <Textarea
        aria-label="Note"
        placeholder="Nobody looked at the latency chart for four minutes"
        autosize
        minRows={2}
        maxRows={8}
        {...form.getInputProps('text')}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
        }}
      />
      <FormProblem problem={problem} />
      {form.getValues().text.trim() !== '' && (
        <Group justify="flex-end" mt="sm">
          <Button type="submit" variant="default" loading={busy}>
            Add the note
          </Button>
        </Group>
      )}
    </form>
  );
}
