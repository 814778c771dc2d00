import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { client, type Schemas } from '../../api/client';
import { readEditable, useEditable, type Editable } from '../../api/useEditable';
import { QueryView } from '../../design/feedback/QueryView';
import { toast } from '../../design/feedback/toast';
import { FormProblem } from '../../design/forms/FormProblem';
import { StaleEdit } from '../../design/forms/StaleEdit';
import { useServerForm } from '../../design/forms/useServerForm';
import { given } from './use-incident';
import { isSeverity, SEVERITIES, SEVERITY_WORDS, type Incident } from './words';

interface Values extends Record<string, unknown> {
  title: string;
  severity: string;
  duplicateOf: string;
}

/** Corrects what was declared in a hurry. */
export function EditDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useEditable('/api/v1/incidents/{id}', { id });
  return (
    <Modal opened onClose={onClose} title="Correct the incident">
      <QueryView query={query}>{(present) => <EditForm present={present} onClose={onClose} />}</QueryView>
    </Modal>
  );
}

function EditForm({ present, onClose }: { present: Editable<Incident>; onClose: () => void }) {
  const { id } = present.view;
  const edit = useServerForm<Values, Schemas['IncidentView'] | undefined>({
    draft: `incident ${id}`,
    initialValues: valuesOf(present.view),
    etag: present.etag,
    send: async ({ title, severity, duplicateOf }, etag) =>
      (
        await client.PATCH('/api/v1/incidents/{id}', {
          params: { path: { id }, header: etag === null ? {} : { 'If-Match': etag } },
          body: { title, duplicateOf: given(duplicateOf), ...(isSeverity(severity) ? { severity } : {}) },
        })
      ).data,
    done: () => {
      toast.done('Corrected');
      onClose();
    },
    reload: async () => {
      const { view, etag } = await readEditable('/api/v1/incidents/{id}', { id });
      return { values: valuesOf(view), etag };
    },
  });
  const { form, onSubmit, busy, problem } = edit;
  const { severity } = form.getValues();
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="lg">
        <TextInput label="Title" required data-autofocus {...form.getInputProps('title')} />
        <Select
          label="Severity"
          allowDeselect={false}
          data={SEVERITIES.map((value) => ({ value, label: SEVERITY_WORDS[value] }))}
          value={severity === '' ? null : severity}
          onChange={(value) => form.setFieldValue('severity', value ?? '')}
          error={form.errors['severity']}
        />
        <TextInput
          label="Duplicate of"
          description="Id of the incident that this one is the same as; its times then count for nothing"
          {...form.getInputProps('duplicateOf')}
        />
        <FormProblem problem={problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Save
          </Button>
        </Group>
      </Stack>
      <StaleEdit edit={edit} labels={{ title: 'Title', severity: 'Severity', duplicateOf: 'Duplicate of' }} />
    </form>
  );
}

function valuesOf({ title, severity, duplicateOf }: Incident): Values {
  return { title: title ?? '', severity: severity ?? '', duplicateOf: duplicateOf ?? '' };
}
