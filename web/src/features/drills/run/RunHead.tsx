import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useCan } from '../../../api/session';
import { ConfirmWithReason } from '../../../design/feedback/ConfirmWithReason';
import { Confirm } from '../../../design/feedback/Confirm';
import { toast } from '../../../design/feedback/toast';
import { PageHeader } from '../../../design/PageHeader';
import { StatusBadge } from '../../../design/StatusBadge';
import { Elapsed } from '../../../design/time/Elapsed';
import { Time } from '../../../design/time/Time';
import { steps, type PlainStep } from '../use-drill';
import { clockText, hasEnded, STATE_TONES, STATE_WORDS, type Drill, type RoleView } from '../words';

interface Props {
  drill: Drill;
  view: RoleView | undefined;
  /** When the view was read, in milliseconds. */
  readAt: number;
}

/** What is played, how far it is, and what may be done with it. */
export function RunHead({ drill, view, readAt }: Props) {
  const may = useCan('incidents:write');
  const { state, title, service, environment, surprise, mode } = drill;
  return (
    <PageHeader
      title={title}
      trail={[{ label: 'Drills', to: '/drills' }]}
      status={<StatusBadge tone={STATE_TONES[state]}>{STATE_WORDS[state]}</StatusBadge>}
      lead={
        <>
          {[`${service} in ${environment}`, mode === 'autopilot' && 'autopilot', surprise && 'a surprise']
            .filter(Boolean)
            .join(' · ')}
          {' · '}
          <Clock drill={drill} view={view} readAt={readAt} />
        </>
      }
      actions={<Actions drill={drill} may={may} />}
    />
  );
}

function Clock({ drill, view, readAt }: Props) {
  const { state, startedAt, scheduledFor } = drill;
  if (startedAt === null)
    return scheduledFor === null ? (
      'not started'
    ) : (
      <>
        planned for <Time at={scheduledFor} as="minute" />
      </>
    );
  const elapsed = view?.elapsedSeconds ?? null;
  if (elapsed === null)
    return (
      <>
        began <Time at={startedAt} />
      </>
    );
  if (state === 'running')
    return (
      <>
        on the clock <Elapsed since={new Date(readAt - elapsed * 1000).toISOString()} />
      </>
    );
  return (
    <>
      {hasEnded(state) ? 'played' : 'the clock stands at'} {clockText(elapsed)} · began{' '}
      <Time at={startedAt} as="minute" />
    </>
  );
}

const DONE: Record<PlainStep, string> = {
  start: 'The drill runs',
  pause: 'Paused: the clock stands',
  resume: 'The clock goes on',
  finish: 'Finished: the evidence is frozen',
};

function Actions({ drill: { id, state }, may }: { drill: Drill; may: boolean }) {
  const [busy, setBusy] = useState<PlainStep | null>(null);
  const [asking, setAsking] = useState<'abort' | 'finish' | null>(null);
  const take = async (step: PlainStep): Promise<void> => {
    setBusy(step);
    try {
      await steps.take(id, step);
      toast.done(DONE[step]);
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(null);
    }
  };
  if (hasEnded(state))
    return (
      <Button component={Link} to={`/drills/${encodeURIComponent(id)}/report`}>
        Report
      </Button>
    );
  const lasts = state === 'running' || state === 'paused';
  return (
    <>
      {lasts && (
        <Button component={Link} to={`/drills/${encodeURIComponent(id)}/report`} variant="subtle">
          Report so far
        </Button>
      )}
      {may && (
        <Button variant="default" onClick={() => setAsking('abort')}>
          Abort …
        </Button>
      )}
      {may && state === 'running' && (
        <Button variant="default" loading={busy === 'pause'} onClick={() => void take('pause')}>
          Pause
        </Button>
      )}
      {may && lasts && (
        <Button variant={state === 'running' ? 'filled' : 'default'} onClick={() => setAsking('finish')}>
          Finish …
        </Button>
      )}
      {may && state === 'paused' && (
        <Button loading={busy === 'resume'} onClick={() => void take('resume')}>
          Resume
        </Button>
      )}
      {may && state === 'planned' && (
        <Button loading={busy === 'start'} onClick={() => void take('start')}>
          Start
        </Button>
      )}
      <ConfirmWithReason
        opened={asking === 'abort'}
        onClose={() => setAsking(null)}
        title="Abort the drill?"
        confirmLabel="Abort the drill"
        danger
        reasonPlaceholder="A real incident began"
        onConfirm={async (reason) => {
          await steps.end(id, 'abort', reason);
          toast.done('Aborted: the steady state is restored');
        }}
      >
        What the scenario turned on is turned off, and the incidents of the run are resolved. Its evidence is frozen; it
        cannot go on.
      </ConfirmWithReason>
      <Confirm
        opened={asking === 'finish'}
        onClose={() => setAsking(null)}
        title="Finish the drill?"
        confirmLabel="Finish"
        onConfirm={() => take('finish')}
      >
        Its evidence is frozen and the report is made of it. What the scenario turned on is cleaned up.
      </Confirm>
    </>
  );
}
