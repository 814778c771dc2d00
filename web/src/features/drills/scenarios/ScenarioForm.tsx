import { Alert, Button, FileButton, Group, Textarea } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { client, queries, type Schemas } from '../../../api/client';
import { problemOf } from '../../../api/problem';
import { toast } from '../../../design/feedback/toast';
import { FormProblem } from '../../../design/forms/FormProblem';
import { over } from '../../../design/forms/keys';
import { useServerForm } from '../../../design/forms/useServerForm';
import { StaleEdit } from '../../../design/forms/StaleEdit';
import { readEditable } from '../../../api/useEditable';
import { faultsOf, keyIn, lineAt, type Fault } from './faults';
import classes from './ScenarioForm.module.css';
import { TEMPLATE } from './template';

const PATH = '/api/v1/drill-scenarios/{key}';
type Scenario = Schemas['ScenarioView'];

interface Props {
  /** Null: a new one. */
  present: Scenario | null;
  etag: string | null;
}

/** The YAML as it is; what is wrong with it stands below, each fault with its line. */
export function ScenarioForm({ present, etag }: Props) {
  const navigate = useNavigate();
  const field = useRef<HTMLTextAreaElement>(null);
  const [faults, setFaults] = useState<Fault[]>([]);
  const edit = useServerForm<{ yaml: string }, Scenario>({
    draft: `scenario ${present?.key ?? ''}`,
    initialValues: { yaml: present?.yaml ?? TEMPLATE },
    etag,
    send: async ({ yaml }, version) => {
      setFaults([]);
      try {
        return await save(present?.key ?? keyIn(yaml) ?? 'scenario', yaml, version);
      } catch (error) {
        setFaults(faultsOf(problemOf(error).fields));
        throw error;
      }
    },
    ...(present === null
      ? {}
      : {
          reload: async () => {
            const now = await readEditable(PATH, { key: present.key });
            return { values: { yaml: now.view.yaml }, etag: now.etag };
          },
        }),
    done: ({ key }) => {
      toast.done('Scenario saved');
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/drill-scenarios'] });
      void queries.invalidateQueries({ queryKey: ['get', PATH] });
      if (present === null) void navigate(`/drills/scenarios/${encodeURIComponent(key)}`, { replace: true });
    },
  });
  const { form } = edit;
  const show = (line: number): void => {
    const { start, end } = lineAt(form.getValues().yaml, line);
    field.current?.focus();
    field.current?.setSelectionRange(start, end);
  };
  const take = async (file: File): Promise<void> => {
    try {
      form.setFieldValue('yaml', await file.text());
    } catch (error) {
      toast.failed(error);
    }
  };
  return (
    <form onSubmit={edit.onSubmit} noValidate>
      <Textarea
        ref={field}
        label="Scenario in YAML"
        autosize
        minRows={20}
        maxRows={40}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        classNames={{ input: classes.yaml ?? '' }}
        {...form.getInputProps('yaml')}
        error={
          faults.length > 0 ? `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}: see below` : undefined
        }
      />
      <Faults faults={faults} show={show} />
      {faults.length === 0 && <FormProblem problem={edit.problem} />}
      <Group justify="space-between" mt="md" gap="sm">
        <FileButton
          accept=".yaml,.yml,application/yaml,text/yaml"
          onChange={(file) => {
            if (file !== null) void take(file);
          }}
        >
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconUpload size={16} aria-hidden="true" />}>
              Choose a file
            </Button>
          )}
        </FileButton>
        <Button type="submit" loading={edit.busy}>
          Save
        </Button>
      </Group>
      <StaleEdit edit={edit} labels={{ yaml: 'Scenario' }} />
    </form>
  );
}

function Faults({ faults, show }: { faults: readonly Fault[]; show: (line: number) => void }) {
  if (faults.length === 0) return null;
  return (
    <Alert color="red" variant="light" mt="md" role="alert" title="The scenario cannot be played like this">
      <ul className={classes.faults}>
        {faults.map(({ line, field, detail }) => (
          <li key={`${line} ${field} ${detail}`}>
            {line === null ? null : (
              <button type="button" className={classes.line} onClick={() => show(line)}>
                Line {line}
              </button>
            )}{' '}
            {detail}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

async function save(key: string, yaml: string, version: string | null): Promise<Scenario> {
  const { data } = await client.PUT(PATH, {
    params: { path: { key }, header: over(version) },
    body: { yaml },
  });
  if (data === undefined) throw new Error('Saving answered nothing');
  return data;
}
