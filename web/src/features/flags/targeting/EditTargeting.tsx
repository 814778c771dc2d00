import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { client, queries, type Schemas } from '../../../api/client';
import { useList } from '../../../api/pages';
import { problemOf, type ProblemError } from '../../../api/problem';
import { readEditable, type Editable } from '../../../api/useEditable';
import { toast } from '../../../design/feedback/toast';
import { FormProblem } from '../../../design/forms/FormProblem';
import { over } from '../../../design/forms/keys';
import { StaleEdit } from '../../../design/forms/StaleEdit';
import { useKept } from '../../../design/forms/useKept';
import type { Stale } from '../../../design/forms/useServerForm';
import { useNeedsApproval } from '../control/approval';
import { ConfirmChange } from '../control/ConfirmChange';
import type { Flag } from '../flag';
import { askForRules, RULES } from './ask';
import { DryRun } from './DryRun';
import { Reach } from './Reach';
import { wordsOfRule, wordsOfServe, type Targeting } from './rules';
import { RulesEditor } from './RulesEditor';

/** `etag`: of what the edit began with, so that another's change meanwhile is not overwritten. */
interface Edit {
  etag: string | null;
  targeting: Targeting;
}

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
  const [edit, setEdit, forget] = useKept<Edit>(`rules:${flag.key}:${environment}`, () => ({
    etag: base.etag,
    targeting: beginning(base.view, flag),
  }));
  const { etag, targeting } = edit;
  const setTargeting = (next: Targeting): void => setEdit({ etag, targeting: next });
  const [stale, setStale] = useState<Stale<Targeting> | null>(null);
  const [preview, setPreview] = useState<Schemas['PreviewView'] | null>(null);
  const [opened, setOpened] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [busy, setBusy] = useState(false);
  const segments = useList('/api/v1/segments', { query: {} }, { pageSize: 500 }).items.map(({ key }) => key);
  const needsApproval = useNeedsApproval(flag.key);
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
  const offer = ({ view, etag: now }: Editable<Schemas['TargetingView']>): void =>
    setStale({ mine: targeting, theirs: beginning(view, flag), etag: now });
  const ask = async (reason: string): Promise<void> => {
    const theirs = await askForRules(path, etag, targeting, reason);
    if (theirs !== null) return offer(theirs);
    forget();
    onClose();
  };
  const save = async (reason: string): Promise<void> => {
    try {
      await client.PUT(RULES, {
        params: { path, header: over(etag) },
        body: reason === '' ? targeting : { ...targeting, reason },
      });
    } catch (error) {
      if (problemOf(error).status !== 412) throw error;
      return offer(await readEditable(RULES, path));
    }
    forget();
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/flags/{key}'] });
    await queries.invalidateQueries({ queryKey: ['get', RULES] });
    toast.done(`The rules of ${flag.name} in ${environment} are saved`);
    onClose();
  };
  const settle = (chosen: Targeting): void => {
    setEdit({ etag: stale?.etag ?? etag, targeting: chosen });
    setStale(null);
    setPreview(null);
  };
  const felt = preview !== null && preview.live && preview.production;
  // What changes nothing needs nobody's approval.
  const asks = preview?.differences.length !== 0 && needsApproval(environment, { kind: 'rules' });
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
        <Button
          variant="default"
          onClick={() => {
            forget();
            onClose();
          }}
        >
          Cancel
        </Button>
      </Group>
      <DryRun flag={flag.key} environment={environment} draft={targeting} />
      <StaleEdit<Targeting>
        edit={{
          stale,
          busy,
          // Mine over theirs is another change than was reviewed: it is looked at again before it is saved.
          keepMine: () => settle(targeting),
          takeTheirs: () => settle(stale?.theirs ?? targeting),
        }}
        labels={{ rules: 'Rules', otherwise: 'Otherwise', prerequisites: 'Requires' }}
        show={{
          rules: ({ rules }) => rules.map(wordsOfRule).join('\n'),
          otherwise: ({ otherwise }) => wordsOfServe(otherwise ?? { variant: flag.defaultVariant }),
          prerequisites: (of) => of.prerequisites.map((one) => `${one.flag}: ${one.variants.join(', ')}`).join('\n'),
        }}
      />
      {preview !== null && (
        <ConfirmChange
          flag={flag.key}
          asks={asks}
          opened={opened}
          onClose={() => setOpened(false)}
          title={`Save the rules of ${flag.name} in ${environment}?`}
          verb={`Save in ${environment}`}
          felt={felt ? 'This is live production: users feel it at once.' : null}
          danger={felt}
          required={felt}
          reasonPlaceholder="Paying customers first"
          act={save}
          ask={ask}
        >
          <Reach preview={preview} />
        </ConfirmChange>
      )}
    </Stack>
  );
}

/** The first rules of a flag begin with everybody else off: a rule beside a default that is on would change nothing. */
function beginning({ rules, otherwise, prerequisites }: Schemas['TargetingView'], flag: Flag): Targeting {
  const fresh = rules.length === 0 && otherwise === null && prerequisites.length === 0;
  return { rules, otherwise: fresh ? { variant: flag.offVariant } : otherwise, prerequisites };
}
