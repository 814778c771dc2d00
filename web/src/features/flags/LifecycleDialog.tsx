import { Alert, Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { client } from '../../api/client';
import { problemOf, type ProblemError } from '../../api/problem';
import { toast } from '../../design/feedback/toast';
import type { Flag, Stage } from './flag';
import classes from './flags.module.css';
import { useReferences } from './useReferences';

export type Step = 'complete' | 'archive' | 'revive';
type Outcome = NonNullable<Flag['outcome']>;

export const STEPS: Record<Step, { label: string; done: string; means: string }> = {
  complete: {
    label: 'Complete …',
    done: 'completed',
    means:
      'Its work is done. It is still evaluated as it stands, so that code which asks for it goes on; it owes its removal.',
  },
  archive: {
    label: 'Archive …',
    done: 'archived',
    means:
      'It is put away: nobody can flip it, and it is evaluated no more. Code that still asks for it gets the default it names itself.',
  },
  revive: {
    label: 'Revive …',
    done: 'active again',
    means: 'It is active again, with its owner and history. Out of the archive it comes back off everywhere.',
  },
};

const OUTCOMES: Record<Outcome, { label: string; means: string }> = {
  kept: { label: 'Kept', means: 'What it guarded stays for everybody: remove the check and the old way.' },
  discarded: { label: 'Discarded', means: 'What it guarded goes: remove the check and the new way.' },
};

/** The steps that a stage allows. */
export function stepsOf(stage: Stage): Step[] {
  if (stage === 'active') return ['complete'];
  return stage === 'completed' ? ['archive', 'revive'] : ['revive'];
}

interface LifecycleDialogProps {
  flag: Flag;
  /** Null: closed. */
  step: Step | null;
  onClose: () => void;
  refresh: () => void;
}

export function LifecycleDialog({ flag, step, onClose, refresh }: LifecycleDialogProps) {
  return (
    <Modal
      opened={step !== null}
      onClose={onClose}
      title={step === null ? '' : `${STEPS[step].label.replace(' …', '')} ${flag.name}?`}
    >
      {step !== null && <Question flag={flag} step={step} onClose={onClose} refresh={refresh} />}
    </Modal>
  );
}

function Question({ flag, step, onClose, refresh }: Omit<LifecycleDialogProps, 'step'> & { step: Step }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [busy, setBusy] = useState(false);
  const references = useReferences(flag);
  const found = references.places;
  const verb = STEPS[step].label.replace(' …', '');
  const take = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await send(flag.key, step, outcome);
      refresh();
      onClose();
      toast.done(`${flag.name} is ${STEPS[step].done}`);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Stack gap="md">
      <Text>{STEPS[step].means}</Text>
      {step === 'complete' && (
        <Radio.Group
          label="What becomes of what it guarded?"
          value={outcome}
          onChange={(next) => setOutcome(next as Outcome)}
        >
          <div className={classes.kinds}>
            {(Object.keys(OUTCOMES) as Outcome[]).map((each) => (
              <Radio key={each} value={each} label={OUTCOMES[each].label} description={OUTCOMES[each].means} />
            ))}
          </div>
        </Radio.Group>
      )}
      {step === 'archive' && found > 0 && (
        <Alert color="yellow" title={`It still stands in code at ${found} ${found === 1 ? 'place' : 'places'}`}>
          Remove it there first; CI will block what still names it.
        </Alert>
      )}
      {problem !== null && (
        <Alert color="red" role="alert" title={problem.message}>
          {problem.advice}
        </Alert>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={() => void take()} loading={busy} disabled={step === 'complete' && outcome === null}>
          {verb}
        </Button>
      </Group>
    </Stack>
  );
}

async function send(key: string, step: Step, outcome: Outcome | null): Promise<unknown> {
  const params = { path: { key } };
  if (step === 'archive') return client.POST('/api/v1/flags/{key}/archive', { params });
  if (step === 'revive') return client.POST('/api/v1/flags/{key}/revive', { params });
  return client.POST('/api/v1/flags/{key}/complete', { params, body: { outcome: outcome ?? 'kept' } });
}
