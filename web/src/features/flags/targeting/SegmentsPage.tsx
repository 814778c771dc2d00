import { Anchor, Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { client, queries } from '../../../api/client';
import { useList, type ItemOf } from '../../../api/pages';
import { problemOf, type ProblemError } from '../../../api/problem';
import { useCan } from '../../../api/session';
import { Confirm } from '../../../design/feedback/Confirm';
import { toast } from '../../../design/feedback/toast';
import { FormProblem } from '../../../design/forms/FormProblem';
import { PageHeader } from '../../../design/PageHeader';
import { DataTable, type Column } from '../../../design/table/DataTable';
import { ConditionFields } from './ConditionFields';
import { replaced, without, wordsOfCondition, type Condition } from './rules';

type Segment = ItemOf<'/api/v1/segments'>;
type Draft = Pick<Segment, 'key' | 'name' | 'match'> & { conditions: Condition[]; isNew: boolean };

const FRESH: Draft = {
  key: '',
  name: '',
  match: 'all',
  conditions: [{ attribute: '', operator: 'equals', value: '' }],
  isNew: true,
};
const refresh = (): void => void queries.invalidateQueries({ queryKey: ['get', '/api/v1/segments'] });
const words = ({ conditions, match }: Segment): string =>
  conditions.map(wordsOfCondition).join(match === 'all' ? ' and ' : ' or ');

/** Groups of contexts that rules of many flags share. */
export function SegmentsPage() {
  const list = useList('/api/v1/segments', { query: {} });
  const mayWrite = useCan('flags:write');
  const [draft, setDraft] = useState<Draft | null>(null);
  const [leaving, setLeaving] = useState<string | null>(null);
  const columns: Column<Segment>[] = [
    { key: 'name', header: 'Segment', cell: ({ name, key }) => `${name} (${key})`, text: ({ key }) => key },
    { key: 'who', header: 'Who', cell: words, text: words },
    {
      key: 'used',
      header: 'Used by',
      cell: ({ usedBy }) =>
        usedBy.length === 0
          ? 'no flag'
          : usedBy.map(({ flag, environment }) => (
              <div key={`${flag} ${environment}`}>
                <Anchor component={Link} to={`/flags/${flag}?rules=${environment}`}>
                  {flag} in {environment}
                </Anchor>
              </div>
            )),
      text: ({ usedBy }) => usedBy.map(({ flag, environment }) => `${flag} in ${environment}`).join(', '),
    },
    {
      key: 'do',
      header: '',
      cell: (segment) =>
        mayWrite && (
          <Group gap="xs">
            <Button variant="default" onClick={() => setDraft({ ...segment, isNew: false })}>
              Edit {segment.key}
            </Button>
            {segment.usedBy.length === 0 && (
              <Button variant="subtle" color="red" onClick={() => setLeaving(segment.key)}>
                Delete {segment.key}
              </Button>
            )}
          </Group>
        ),
      text: () => '',
    },
  ];
  return (
    <>
      <PageHeader
        title="Segments"
        trail={[{ label: 'Flags', to: '/flags' }]}
        lead="Groups that rules of many flags share. A change is felt by all flags that use it, at once."
        actions={mayWrite && <Button onClick={() => setDraft(FRESH)}>New segment</Button>}
      />
      <DataTable label="Segments" list={list} columns={columns} rowKey={({ key }) => key} />
      <Modal
        opened={draft !== null}
        onClose={() => setDraft(null)}
        size="xl"
        title={draft?.isNew === false ? `Edit ${draft.key}` : 'New segment'}
      >
        {draft !== null && (
          <SegmentForm
            draft={draft}
            uses={list.items.find(({ key }) => key === draft.key)?.usedBy.filter(({ on }) => on).length ?? 0}
            onClose={() => setDraft(null)}
          />
        )}
      </Modal>
      <Confirm
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={`Delete the segment ${leaving ?? ''}?`}
        confirmLabel="Delete"
        onConfirm={async () => {
          await client.DELETE('/api/v1/segments/{segment}', { params: { path: { segment: leaving ?? '' } } });
          refresh();
        }}
      >
        <Text>No flag uses it.</Text>
      </Confirm>
    </>
  );
}

function SegmentForm({ draft, uses, onClose }: { draft: Draft; uses: number; onClose: () => void }) {
  const [values, setValues] = useState(draft);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const { key, name, match, conditions } = values;
  const save = async (): Promise<void> => {
    try {
      await client.PUT('/api/v1/segments/{segment}', {
        params: { path: { segment: key } },
        body: { name, match, conditions },
      });
      refresh();
      toast.done(`The segment ${name} is saved`);
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <Stack gap="md">
      <TextInput
        label="Key"
        disabled={!draft.isNew}
        value={key}
        onChange={({ currentTarget }) => setValues({ ...values, key: currentTarget.value })}
      />
      <TextInput
        label="Name"
        value={name}
        onChange={({ currentTarget }) => setValues({ ...values, name: currentTarget.value })}
      />
      <NativeSelect
        label="Who is in it"
        data={[
          { value: 'all', label: 'Whoever meets all conditions' },
          { value: 'any', label: 'Whoever meets any condition' },
        ]}
        value={match}
        onChange={({ currentTarget }) => setValues({ ...values, match: currentTarget.value === 'any' ? 'any' : 'all' })}
      />
      {conditions.map((condition, i) => (
        <ConditionFields
          key={i}
          condition={condition}
          name={`Condition ${i + 1}`}
          segments={null}
          onChange={(next) => setValues({ ...values, conditions: replaced(conditions, i, next) })}
          onRemove={() => setValues({ ...values, conditions: without(conditions, i) })}
        />
      ))}
      <Group>
        <Button
          variant="default"
          onClick={() =>
            setValues({ ...values, conditions: [...conditions, { attribute: '', operator: 'equals', value: '' }] })
          }
        >
          Add a condition
        </Button>
      </Group>
      {uses > 0 && <Text>It is used where {uses} flags are on: they answer by it at once.</Text>}
      <FormProblem problem={problem} />
      <Group>
        <Button onClick={() => void save()}>Save segment</Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </Stack>
  );
}
