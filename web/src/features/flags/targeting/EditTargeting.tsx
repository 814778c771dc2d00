import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { client, queries, type Schemas } from '../../../api/client';
import { useList } from '../../../api/pages';
import { problemOf, type ProblemError } from '../../../api/problem';
import type { Editable } from '../../../api/useEditable';
import { ConfirmWithReason } from '../../../design/feedback/ConfirmWithReason';
import { toast } from '../../../design/feedback/toast';
import { FormProblem } from '../../../design/forms/FormProblem';
import type { Flag } from '../flag';
import { Reach } from './Reach';
import type { Targeting } from './rules';
import { RulesEditor } from './RulesEditor';

/** Edits rules. What the edit would do is always shown before it is saved. */
export function EditTargeting({
  flag,
  environment,
  base,
  onClose,
}: {
  flag: Flag;
  environment: string;
  base: Editable<Schemas['TargetingView']>;
  onClose: () => void;
}) {
  // The tag of what the edit began with: another's change meanwhile is not overwritten.
  const [{ etag, view }] = useState(base);
  const [targeting, setTargeting] = useState<Targeting>(() => beginning(view, flag));
  const [preview, setPreview] = useState<Schemas['PreviewView'] | null>(null);
  const [opened, setOpened] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [busy, setBusy] = useState(false);
  const segments = useList('/api/v1/segments', { query: {} }).items.map(({ key }) => key);
  const path = { key: flag.key, environment };

  const review = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const { data } = await client.POST('/api/v1/flags/{key}/environments/{environment}/rules/preview', {
        params: { path },
        body: targeting,
      });
      setPreview(data ?? null);
      setOpened(true);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  const save = async (reason: string): Promise<void> => {
    await client.PUT('/api/v1/flags/{key}/environments/{environment}/rules', {
      params: { path, header: etag === null ? {} : { 'If-Match': etag } },
      body: reason === '' ? targeting : { ...targeting, reason },
    });
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/flags/{key}'] });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/flags/{key}/environments/{environment}/rules'] });
    toast.done(`The rules of ${flag.name} in ${environment} are saved`);
    onClose();
  };
  const felt = preview !== null && preview.live && preview.production;
  return (
    <Stack gap="md">
      <RulesEditor
        targeting={targeting}
        defaultVariant={flag.defaultVariant}
        variants={Object.keys(flag.variants)}
        segments={segments}
        onChange={setTargeting}
      />
      <FormProblem problem={problem} />
      <Group>
        <Button loading={busy} onClick={() => void review()}>
          See what it changes
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Group>
      {preview !== null && (
        <ConfirmWithReason
          opened={opened}
          onClose={() => setOpened(false)}
          title={`Save the rules of ${flag.name} in ${environment}?`}
          confirmLabel={`Save in ${environment}`}
          danger={felt}
          required={felt}
          reasonPlaceholder="Paying customers first"
          onConfirm={save}
        >
          {felt && <Text fw={600}>This is live production: users feel it at once.</Text>}
          <Reach preview={preview} />
        </ConfirmWithReason>
      )}
    </Stack>
  );
}

/** The first rules of a flag begin with everybody else off: a rule beside a default that is on would change nothing. */
function beginning({ rules, otherwise, prerequisites }: Schemas['TargetingView'], flag: Flag): Targeting {
  const fresh = rules.length === 0 && otherwise === null && prerequisites.length === 0;
  return { rules, otherwise: fresh ? { variant: flag.offVariant } : otherwise, prerequisites };
}
