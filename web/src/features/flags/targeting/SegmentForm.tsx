import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { client, queries, type Schemas } from '../../../api/client';
import { readEditable, type Editable } from '../../../api/useEditable';
import { toast } from '../../../design/feedback/toast';
import { FormProblem } from '../../../design/forms/FormProblem';
import { over, requireKey } from '../../../design/forms/keys';
import { StaleEdit } from '../../../design/forms/StaleEdit';
import { useServerForm } from '../../../design/forms/useServerForm';
import { percentText } from '../../../design/numbers';
import { ConditionFields } from './ConditionFields';
import { replaced, without, wordsOfSegment, type Condition } from './rules';

type Segment = Schemas['SegmentView'];

interface Values extends Record<string, unknown> {
  key: string;
  name: string;
  description: string;
  match: Segment['match'];
  conditions: Condition[];
}

const PATH = '/api/v1/segments/{segment}';
const EMPTY: Condition = { attribute: '', operator: 'equals', value: '' };
const NEW: Values = { key: '', name: '', description: '', match: 'all', conditions: [EMPTY] };
const valuesOf = ({ key, name, description, match, conditions }: Segment): Values => ({
  key,
  name,
  description: description ?? '',
  match,
  conditions,
});

/** Makes or changes a segment, and says before it is saved what changes and which flags feel it. */
export function SegmentForm({ start, done }: { start: Editable<Segment> | null; done: () => void }) {
  const initialValues = start === null ? NEW : valuesOf(start.view);
  const edit = useServerForm<Values, unknown>({
    draft: `segment:${initialValues.key}`,
    initialValues,
    etag: start?.etag,
    send: async ({ key, name, description, match, conditions }, etag) => {
      const path = { segment: key };
      if (start === null) requireKey(key);
      const body = { name, description: description.trim() === '' ? null : description, match, conditions };
      return client.PUT(PATH, { params: { path, header: over(etag) }, body });
    },
    reload: async () => {
      const { view, etag } = await readEditable(PATH, { segment: initialValues.key });
      return { values: valuesOf(view), etag };
    },
    done: (_, { name }) => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/segments'] });
      toast.done(`The segment ${name} is saved`);
      done();
    },
  });
  const { form } = edit;
  const values = form.getValues();
  const { conditions } = values;
  const setConditions = (next: Condition[]): void => form.setFieldValue('conditions', next);
  return (
    <form onSubmit={edit.onSubmit} noValidate>
      <Stack gap="md">
        <TextInput label="Key" disabled={start !== null} autoComplete="off" {...form.getInputProps('key')} />
        <TextInput label="Name" {...form.getInputProps('name')} />
        <Textarea label="Description" autosize maxRows={8} {...form.getInputProps('description')} />
        <NativeSelect
          label="Who is in it"
          data={[
            { value: 'all', label: 'Whoever meets all conditions' },
            { value: 'any', label: 'Whoever meets any condition' },
          ]}
          {...form.getInputProps('match')}
        />
        {conditions.map((condition, i) => (
          <ConditionFields
            key={i}
            condition={condition}
            name={`Condition ${i + 1}`}
            segments={null}
            onChange={(next) => setConditions(replaced(conditions, i, next))}
            onRemove={() => setConditions(without(conditions, i))}
          />
        ))}
        <Group>
          <Button variant="default" onClick={() => setConditions([...conditions, EMPTY])}>
            Add a condition
          </Button>
        </Group>
        {start !== null && <Difference before={start.view} after={values} />}
        <FormProblem problem={edit.problem} />
        <Group>
          <Button type="submit" loading={edit.busy}>
            Save segment
          </Button>
          <Button
            variant="default"
            onClick={() => {
              edit.discard();
              done();
            }}
          >
            Cancel
          </Button>
        </Group>
      </Stack>
      <StaleEdit
        edit={edit}
        labels={{ name: 'Name', description: 'Description', conditions: 'Who is in it' }}
        show={{ conditions: wordsOfSegment }}
      />
    </form>
  );
}

/** How many would get something else, of each flag that is on with it. */
function Effects({
  segment,
  name,
  match,
  conditions,
}: { segment: string } & Pick<Values, 'name' | 'match' | 'conditions'>) {
  // Asked when typing rests; an edit that cannot be saved yet has no effect to tell.
  const [body] = useDebouncedValue(JSON.stringify({ name, match, conditions }), 400);
  const { data } = useQuery({
    queryKey: ['segment preview', segment, body],
    queryFn: async ({ signal }) => {
      const edit = JSON.parse(body) as Schemas['SegmentBody'];
      const path = { segment };
      return (await client.POST('/api/v1/segments/{segment}/preview', { params: { path }, body: edit, signal })).data;
    },
    retry: false,
    gcTime: 0,
  });
  if (data === undefined) return null;
  return (
    <>
      <ul>
        {data.effects.map(({ flag, environment, changed, compared }) => (
          <li key={`${flag} ${environment}`}>
            {flag} in {environment}: {changed} of {compared} contexts made from its rules (
            {percentText(changed / compared)}) would get something else
          </li>
        ))}
      </ul>
      {data.further > 0 && <Text size="sm">{data.further} further flags were not compared.</Text>}
    </>
  );
}

/** What the edit changes, and where it is felt at once. */
function Difference({ before, after }: { before: Segment; after: Values }) {
  const [was, becomes] = [wordsOfSegment(before), wordsOfSegment(after)];
  if (was === becomes) return null;
  const felt = before.usedBy.filter(({ on }) => on);
  return (
    <div role="status">
      <Text>
        In it so far: <del>{was}</del>
      </Text>
      <Text>
        In it then: <ins>{becomes}</ins>
      </Text>
      <Text fw={600}>
        {felt.length === 0
          ? 'No flag that uses it is on: nobody feels it yet.'
          : `Felt at once, where they are on: ${felt.map(({ flag, environment }) => `${flag} in ${environment}`).join(', ')}.`}
      </Text>
      {felt.length > 0 && <Effects segment={before.key} {...after} />}
    </div>
  );
}
