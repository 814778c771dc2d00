import { Button, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { client, queries, type Schemas } from '../../../api/client';
import { useList, type ItemOf } from '../../../api/pages';
import { ProblemError } from '../../../api/problem';
import { readEditable } from '../../../api/useEditable';
import { toast } from '../../../design/feedback/toast';
import { over } from '../../../design/forms/keys';
import { DataTable, type Column } from '../../../design/table/DataTable';
import { Time } from '../../../design/time/Time';
import { useNeedsApproval } from '../control/approval';
import { ConfirmChange } from '../control/ConfirmChange';
import type { Flag } from '../flag';
import { askForRules, RULES } from './ask';
import { Reach } from './Reach';
import { wordsOfTargeting } from './rules';

type Version = ItemOf<`${typeof RULES}/versions`>;

/** What bringing a version back would do, against the rules of this entity tag. */
interface Review {
  version: Version;
  etag: string | null;
  preview: Schemas['PreviewView'];
}

/** The rules as they were saved before, each of which can be brought back after a look at what that changes. */
export function Versions({ flag, environment, mayWrite }: { flag: Flag; environment: string; mayWrite: boolean }) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        Earlier rules
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={`Rules of ${flag.name} in ${environment}`}
        size="xl"
      >
        <Saved flag={flag} environment={environment} mayWrite={mayWrite} onClose={() => setOpened(false)} />
      </Modal>
    </>
  );
}

interface SavedProps {
  flag: Flag;
  environment: string;
  mayWrite: boolean;
  onClose: () => void;
}

function Saved({ flag, environment, mayWrite, onClose }: SavedProps) {
  const path = { key: flag.key, environment };
  const list = useList(`${RULES}/versions`, { path });
  const [review, setReview] = useState<Review | null>(null);
  const [opened, setOpened] = useState(false);
  const needsApproval = useNeedsApproval(flag.key);

  const look = async (version: Version): Promise<void> => {
    const { rules, otherwise, prerequisites } = version;
    try {
      const { etag } = await readEditable(RULES, path);
      const { data } = await client.POST(`${RULES}/preview`, {
        params: { path },
        body: { rules, otherwise, prerequisites },
      });
      if (data === undefined) return;
      setReview({ version, etag, preview: data });
      setOpened(true);
    } catch (error) {
      toast.failed(error);
    }
  };
  const bringBack = async (reason: string): Promise<void> => {
    if (review === null) return;
    const why = reason === '' ? {} : { reason };
    await client.POST(`${RULES}/restore`, {
      params: { path, header: over(review.etag) },
      body: { version: review.version.id, ...why },
    });
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/flags/{key}'] });
    await queries.invalidateQueries({ queryKey: ['get', RULES] });
    toast.done(`Earlier rules of ${flag.name} are back in ${environment}`);
    onClose();
  };
  const ask = async (reason: string): Promise<void> => {
    if (review === null) return;
    const theirs = await askForRules(path, review.etag, review.version, reason);
    if (theirs !== null)
      throw new ProblemError(412, 'precondition_failed', 'Changed meanwhile', 'Somebody saved other rules meanwhile.');
    onClose();
  };
  const felt = review !== null && review.preview.live && review.preview.production;
  // What changes nothing needs nobody's approval.
  const asks = review?.preview.differences.length !== 0 && needsApproval(environment, { kind: 'rules' });
  const columns: readonly Column<Version>[] = [
    {
      key: 'rules',
      header: 'Rules',
      cell: (version) => wordsOfTargeting(version, flag).map((line) => <div key={line}>{line}</div>),
      text: (version) => wordsOfTargeting(version, flag).join('\n'),
    },
    {
      key: 'why',
      header: 'Why',
      cell: ({ reason }) => <span style={{ whiteSpace: 'normal' }}>{reason ?? ''}</span>,
      text: ({ reason }) => reason ?? '',
      width: '10rem',
    },
    { key: 'who', header: 'Who', cell: ({ actor }) => actor, text: ({ actor }) => actor, width: '6rem', wide: true },
    { key: 'when', header: 'When', cell: ({ at }) => <Time at={at} />, text: ({ at }) => at, width: '6.5rem' },
    {
      key: 'act',
      header: '',
      action: true,
      text: () => '',
      cell: (version) =>
        version.id === list.items[0]?.id
          ? 'now'
          : mayWrite && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`Bring back the rules of revision ${version.revision}`}
                onClick={() => void look(version)}
              >
                Bring back …
              </Button>
            ),
      width: '8rem',
      align: 'end',
    },
  ];
  return (
    <>
      <DataTable
        label={`Earlier rules in ${environment}`}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Text>No rules were saved here by hand yet.</Text>}
      />
      {review !== null && (
        <ConfirmChange
          flag={flag.key}
          asks={asks}
          opened={opened}
          onClose={() => setOpened(false)}
          title={`Bring back the rules of revision ${review.version.revision}?`}
          verb={`Bring back in ${environment}`}
          felt={felt ? 'This is live production: users feel it at once.' : null}
          danger={felt}
          required={felt}
          reasonPlaceholder="The new rules left out our testers"
          act={bringBack}
          ask={ask}
        >
          <Reach preview={review.preview} />
        </ConfirmChange>
      )}
    </>
  );
}
