import { Anchor, Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { client, queries } from '../../../api/client';
import { useList, type ItemOf } from '../../../api/pages';
import { useCan } from '../../../api/session';
import { useEditable } from '../../../api/useEditable';
import { Confirm } from '../../../design/feedback/Confirm';
import { QueryView } from '../../../design/feedback/QueryView';
import { PageHeader } from '../../../design/PageHeader';
import { DataTable, type Column } from '../../../design/table/DataTable';
import { wordsOfSegment } from './rules';
import { SegmentForm } from './SegmentForm';

type Segment = ItemOf<'/api/v1/segments'>;

/** Groups of contexts that rules of many flags share. */
export function SegmentsPage() {
  const list = useList('/api/v1/segments', { query: {} });
  const mayWrite = useCan('flags:write');
  /** The key of what is edited; empty: a new one. */
  const [edited, setEdited] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<string | null>(null);
  const close = (): void => setEdited(null);
  const columns: Column<Segment>[] = [
    { key: 'name', header: 'Segment', cell: ({ name, key }) => `${name} (${key})`, text: ({ key }) => key },
    { key: 'who', header: 'Who', cell: wordsOfSegment, text: wordsOfSegment },
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
            <Button variant="default" onClick={() => setEdited(segment.key)}>
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
        actions={mayWrite && <Button onClick={() => setEdited('')}>New segment</Button>}
      />
      <DataTable label="Segments" list={list} columns={columns} rowKey={({ key }) => key} />
      <Modal
        opened={edited !== null}
        onClose={close}
        size="xl"
        title={edited === '' ? 'New segment' : `Edit ${edited ?? ''}`}
      >
        {edited === '' && <SegmentForm start={null} done={close} />}
        {edited !== null && edited !== '' && <Editing segment={edited} done={close} />}
      </Modal>
      <Confirm
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={`Delete the segment ${leaving ?? ''}?`}
        confirmLabel="Delete"
        onConfirm={async () => {
          await client.DELETE('/api/v1/segments/{segment}', { params: { path: { segment: leaving ?? '' } } });
          await queries.invalidateQueries({ queryKey: ['get', '/api/v1/segments'] });
        }}
      >
        <Text>No flag uses it.</Text>
      </Confirm>
    </>
  );
}

function Editing({ segment, done }: { segment: string; done: () => void }) {
  const query = useEditable('/api/v1/segments/{segment}', { segment }, { fresh: true });
  return <QueryView query={query}>{(start) => <SegmentForm start={start} done={done} />}</QueryView>;
}
