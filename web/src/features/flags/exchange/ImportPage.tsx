import { Anchor, Button, Checkbox, FileInput, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { client, queries, type Schemas } from '../../../api/client';
import { ProblemError } from '../../../api/problem';
import { useCan } from '../../../api/session';
import { FormProblem } from '../../../design/forms/FormProblem';
import { useServerForm } from '../../../design/forms/useServerForm';
import { PageHeader } from '../../../design/PageHeader';
import { ServiceSelect } from '../../../design/pickers/CatalogSelect';
import { ImportResult } from './ImportResult';

type Report = Schemas['ImportReport'];
type Format = Report['format'];

const FORMATS: Record<Format, string> = {
  flagd: 'flagd: flag definitions',
  'unleash-export': 'Unleash: export of features',
  'unleash-client': 'Unleash: /api/client/features',
  launchdarkly: 'LaunchDarkly: flags of a project',
};
const isFormat = (value: string): value is Format => Object.hasOwn(FORMATS, value);

interface Values extends Record<string, unknown> {
  document: string;
  service: string;
  format: string;
  environment: string;
  environments: string;
  overwrite: boolean;
}

const FORM = 'flag-import';
const NEW: Values = { document: '', service: '', format: '', environment: '', environments: '', overwrite: false };

/** Brings in the flags of another system: first a look at what would come, then the act. */
export function ImportPage() {
  const mayWrite = useCan('flags:write');
  const [file, setFile] = useState<File | null>(null);
  /** What was looked at, and what the look said: only just that can be brought in. */
  const [look, setLook] = useState<{ of: string; report: Report } | null>(null);
  const [dryRun, setDryRun] = useState(true);
  const { form, onSubmit, busy, problem } = useServerForm<Values, Report>({
    initialValues: NEW,
    send: (values) => send(values, dryRun),
    done: (report, values) => {
      setLook({ of: JSON.stringify(values), report });
      if (!report.dryRun) void queries.invalidateQueries({ queryKey: ['get', '/api/v1/flags'] });
    },
  });
  const values = form.getValues();
  const looked = look !== null && look.of === JSON.stringify(values) ? look.report : null;
  const coming = looked === null ? 0 : looked.counts.created + looked.counts.added + looked.counts.overwritten;
  const take = async (chosen: File | null): Promise<void> => {
    setFile(chosen);
    form.setFieldValue('document', chosen === null ? '' : await chosen.text());
  };
  if (!mayWrite) return <PageHeader title="Import flags" lead="You may look at flags, but not bring any in." />;
  return (
    <>
      <PageHeader
        title="Import flags"
        lead="From flagd, Unleash or LaunchDarkly. First you see what would come in and what cannot be carried over; what is here already stays as it is."
      />
      <form id={FORM} onSubmit={onSubmit} noValidate>
        <Stack gap="md" maw="40rem">
          <FileInput
            label="File"
            description="The JSON as the other system gives it, up to 64 MB."
            accept="application/json,.json"
            clearable
            placeholder="Choose a file"
            value={file}
            onChange={(chosen) => void take(chosen)}
          />
          {file === null && (
            <Textarea
              label="Or its text"
              rows={5}
              autoComplete="off"
              spellCheck={false}
              {...form.getInputProps('document')}
            />
          )}
          <ServiceSelect
            required
            withAsterisk={false}
            description="The service that the flags will belong to."
            error={form.errors['service']}
            value={values.service}
            onChange={(service) => form.setFieldValue('service', service)}
          />
          <Select
            label="Format"
            placeholder="Recognised by its looks"
            clearable
            data={Object.entries(FORMATS).map(([value, label]) => ({ value, label }))}
            error={form.errors['format']}
            value={values.format === '' ? null : values.format}
            onChange={(format) => form.setFieldValue('format', format ?? '')}
          />
          <TextInput
            label="Environment"
            description="Of a document that names none, as flagd’s."
            placeholder="production"
            {...form.getInputProps('environment')}
          />
          <TextInput
            label="Environments of other names"
            description="Theirs:ours, with a comma between; without ours it is left out."
            placeholder="prod:production,dev:"
            {...form.getInputProps('environments')}
          />
          <Checkbox
            label="Change flags that are here already"
            description="Their texts, variants and states; never owner, kind or end."
            {...form.getInputProps('overwrite', { type: 'checkbox' })}
          />
          <FormProblem problem={problem} />
          <Group gap="sm">
            <Button
              type="submit"
              variant={looked === null ? 'filled' : 'default'}
              loading={busy && dryRun}
              onClick={() => setDryRun(true)}
            >
              See what would come in
            </Button>
          </Group>
        </Stack>
      </form>
      {looked !== null && (
        <ImportResult
          report={looked}
          next={
            !looked.dryRun ? (
              <Anchor component={Link} to={`/flags?service=${encodeURIComponent(looked.service)}`}>
                The flags of {looked.service}
              </Anchor>
            ) : (
              coming > 0 && (
                <Button type="submit" form={FORM} loading={busy && !dryRun} onClick={() => setDryRun(false)}>
                  Bring in {coming === 1 ? '1 flag' : `${coming.toLocaleString('en')} flags`}
                </Button>
              )
            )
          }
        />
      )}
    </>
  );
}

async function send(values: Values, dryRun: boolean): Promise<Report> {
  const { document, service, format, environment, environments, overwrite } = values;
  const { data } = await client.POST('/api/v1/flag-imports', {
    params: {
      query: {
        service,
        dryRun,
        overwrite,
        ...(isFormat(format) ? { format } : {}),
        ...(environment.trim() === '' ? {} : { environment: environment.trim() }),
        ...(environments.trim() === '' ? {} : { environments: environments.trim() }),
      },
    },
    body: parsed(document),
  });
  if (data === undefined) throw new ProblemError(0, 'offline', 'No answer', 'The server said nothing of the import.');
  return data;
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    const why = text.trim() === '' ? 'Choose a file, or paste its text.' : `This is no JSON: ${String(error)}`;
    throw new ProblemError(422, 'not_json', 'No document', why);
  }
}
