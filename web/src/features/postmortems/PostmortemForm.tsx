import { ActionIcon, Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { client } from '../../api/client';
import { readEditable, type Editable } from '../../api/useEditable';
import { toast } from '../../design/feedback/toast';
import { FormProblem } from '../../design/forms/FormProblem';
import { StaleEdit } from '../../design/forms/StaleEdit';
import { useServerForm, type ServerForm } from '../../design/forms/useServerForm';
import { InstantInput } from '../../design/time/InstantInput';
import { instantNow } from '../../design/time/now';
import { itemsOf, textOf } from './lines';
import classes from './Postmortem.module.css';
import type { Postmortem } from './PostmortemPage';

interface Values extends Record<string, unknown> {
  title: string;
  summary: string;
  impact: string;
  contributingFactors: string;
  wentWell: string;
  wentWrong: string;
  gotLucky: string;
  timeline: { at: string; text: string }[];
}

const LABELS = {
  title: 'Title',
  summary: 'Summary',
  impact: 'Impact',
  contributingFactors: 'Contributing factors',
  wentWell: 'What went well',
  wentWrong: 'What went wrong',
  gotLucky: 'Where we got lucky',
  timeline: 'Timeline',
};
const LISTS = ['contributingFactors', 'wentWell', 'wentWrong', 'gotLucky'] as const;

const PATH = '/api/v1/postmortems/{id}';

/** Edits the text. What is typed is kept in this tab until it is saved. */
export function PostmortemForm({ present, onClose }: { present: Editable<Postmortem>; onClose: () => void }) {
  const { id } = present.view;
  const edit = useServerForm<Values, unknown>({
    draft: `postmortem ${id}`,
    initialValues: valuesOf(present.view),
    etag: present.etag,
    send: (values, etag) =>
      client.PATCH(PATH, {
        params: { path: { id }, header: etag === null ? {} : { 'If-Match': etag } },
        body: bodyOf(values),
      }),
    done: () => {
      toast.done('Postmortem saved');
      onClose();
    },
    reload: async () => {
      const { view, etag } = await readEditable(PATH, { id });
      return { values: valuesOf(view), etag };
    },
  });
  const { form, onSubmit, busy, problem } = edit;
  return (
    <form onSubmit={onSubmit} noValidate className={classes.text}>
      <Stack gap="xl" mb="xl">
        <TextInput label={LABELS.title} required {...form.getInputProps('title')} />
        <Textarea label={LABELS.summary} autosize minRows={3} {...form.getInputProps('summary')} />
        <Textarea label={LABELS.impact} autosize minRows={2} {...form.getInputProps('impact')} />
        {LISTS.map((field) => (
          <Textarea
            key={field}
            label={LABELS[field]}
            description="One a line; indent what goes on"
            autosize
            minRows={2}
            {...form.getInputProps(field)}
          />
        ))}
        <StoryFields edit={edit} />
        <FormProblem problem={problem} />
        <Group gap="sm">
          <Button type="submit" loading={busy}>
            Save
          </Button>
          <Button variant="default" onClick={onClose}>
            Stop editing
          </Button>
        </Group>
      </Stack>
      <StaleEdit edit={edit} labels={LABELS} show={{ timeline: storyText }} />
    </form>
  );
}

function StoryFields({ edit: { form } }: { edit: ServerForm<Values> }) {
  const { timeline } = form.getValues();
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend style={{ fontWeight: 500, marginBlockEnd: '0.25rem' }}>{LABELS.timeline}</legend>
      {timeline.map((line, index) => (
        <div key={index} className={classes.lines}>
          <InstantInput
            aria-label={`Moment of line ${index + 1}`}
            description={null}
            value={line.at}
            onChange={(at) => form.setFieldValue(`timeline.${index}.at`, at)}
            error={form.errors[`timeline.${index}.at`]}
          />
          <Textarea
            aria-label={`Line ${index + 1}`}
            autosize
            minRows={1}
            {...form.getInputProps(`timeline.${index}.text`)}
          />
          <ActionIcon
            variant="subtle"
            size="lg"
            aria-label={`Remove line ${index + 1}`}
            onClick={() => form.removeListItem('timeline', index)}
          >
            <IconTrash size={16} aria-hidden="true" />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="default"
        size="compact-sm"
        mt="sm"
        onClick={() =>
          form.insertListItem('timeline', { at: timeline.at(-1)?.at ?? instantNow().toISOString(), text: '' })
        }
      >
        Add a line
      </Button>
    </fieldset>
  );
}

function valuesOf(view: Postmortem): Values {
  const { title, summary, impact, timeline, contributingFactors, wentWell, wentWrong, gotLucky } = view;
  return {
    title,
    summary,
    impact,
    contributingFactors: textOf(contributingFactors),
    wentWell: textOf(wentWell),
    wentWrong: textOf(wentWrong),
    gotLucky: textOf(gotLucky),
    timeline: timeline.map(({ at, text }) => ({ at, text })),
  };
}

function bodyOf({ title, summary, impact, timeline, ...lists }: Values) {
  return {
    title,
    summary,
    impact,
    timeline,
    contributingFactors: itemsOf(lists.contributingFactors),
    wentWell: itemsOf(lists.wentWell),
    wentWrong: itemsOf(lists.wentWrong),
    gotLucky: itemsOf(lists.gotLucky),
  };
}

function storyText({ timeline }: Values): string {
  return timeline.map(({ at, text }) => `${at}  ${text}`).join('\n');
}
