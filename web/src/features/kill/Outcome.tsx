import { Alert, Button, Loader } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useConnection } from '../../api/live';
import { useCan } from '../../api/session';
import { ReceiptList, tallyText, useReceipts } from '../flags';
import type { BoardFlag } from './board';
import classes from './KillSheet.module.css';
import type { Progress } from './useFlip';

type Done = Extract<Progress, { step: 'done' }>;
type Failed = Extract<Progress, { step: 'failed' }>;

/** That it took effect, and how long that took. */
export function FlipDone({
  flag,
  progress,
  close,
  undo,
}: {
  flag: BoardFlag;
  progress: Done;
  close: () => void;
  undo: () => void;
}) {
  const { answer, answeredMs, before } = progress;
  const mayTurnOn = useCan('flags:write');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const state = answer.on ? 'on' : 'off';
  const mayUndo = answer.on || mayTurnOn;
  return (
    <div className={classes.form}>
      <div role="status">
        <h2 ref={heading} tabIndex={-1} className={classes.done}>
          <IconCircleCheckFilled size={28} aria-hidden="true" data-on={answer.on || undefined} />
          {flag.name} is {state} in {answer.environment}
          {answer.journaled && ', on this server'}
        </h2>
        {answer.journaled && <Journaled />}
        <dl className={classes.facts}>
          {!answer.journaled && (
            <>
              <dt>Revision</dt>
              <dd>{answer.revision}</dd>
            </>
          )}
          <dt>{before ? 'Before' : 'Answered'}</dt>
          <dd>
            {before
              ? `It was ${state} already; nothing changed.`
              : answeredMs === null
                ? 'No answer came, but the flag says so itself.'
                : `${milliseconds(answeredMs)} after your tap`}
          </dd>
          {answer.journaled && (
            <>
              <dt>In effect</dt>
              <dd>On the server that you are connected to, and its streams</dd>
              <dt>Not yet known to</dt>
              <dd>Other servers, and the database</dd>
            </>
          )}
          {!before && !answer.journaled && (
            <>
              <dt>In effect</dt>
              <dd>
                <Evaluated progress={progress} />
              </dd>
              <dt>Clients</dt>
              <dd>
                <Applied {...answer} />
              </dd>
            </>
          )}
        </dl>
        {flag.flip?.incident && !answer.on && (
          <p className={classes.state}>
            It stands in the timeline of{' '}
            <Link to={`/incidents/${encodeURIComponent(flag.flip.incident)}`}>the incident</Link>.
          </p>
        )}
      </div>
      <div className={classes.confirm}>
        {!mayUndo && <p className={classes.refused}>To turn it on again takes the role of a member or responder.</p>}
        <div className={classes.pair}>
          <Button variant="default" className={classes.big} onClick={undo} disabled={!mayUndo}>
            {answer.on ? 'Turn off again' : 'Turn on again'}
          </Button>
          <Button className={classes.big} onClick={close}>
            Done
          </Button>
        </div>
      </div>
    </div>
  );
}

/** A kill that the database does not know of must not look like one that counts everywhere. */
function Journaled() {
  return (
    <p className={classes.state}>
      The database is away. Your kill is written down in this server’s journal and goes to all others as soon as the
      database is back.
    </p>
  );
}

/** When the server that this page listens to said that it evaluates by the revision. */
function Evaluated({ progress: { evaluatedMs, answer } }: { progress: Done }) {
  const { state } = useConnection();
  if (evaluatedMs !== null)
    return (
      <>
        {milliseconds(evaluatedMs)} after your tap the server evaluated by revision {answer.revision}
      </>
    );
  if (state === 'lost') return <>Not confirmed: live updates are cut off</>;
  return (
    <span className={classes.waiting}>
      <Loader size={14} aria-hidden="true" /> Waiting for the server to confirm
    </span>
  );
}

/** Which clients have it, named as long as some do not. */
function Applied({ flag, environment, revision, clients }: Done['answer']) {
  const { data, error } = useReceipts({ flag, environment, revision });
  const tally = data ?? clients;
  if (!tally) return <>{error ? 'Cannot be read right now' : 'Asking …'}</>;
  const waited = data?.items.filter(({ state }) => state !== 'applied').slice(0, 10) ?? [];
  return (
    <>
      {tallyText(tally)}
      {waited.length > 0 && <ReceiptList receipts={waited} />}
    </>
  );
}

/** Says above all in what state the flag is. */
export function FlipFailed({ flag, progress, turnOn }: { flag: BoardFlag; progress: Failed; turnOn: boolean }) {
  const { problem, on } = progress;
  const old = turnOn ? 'OFF' : 'ON';
  return (
    <Alert
      color="red"
      role="alert"
      mb="md"
      classNames={{ title: classes.still }}
      title={
        on === null
          ? `No answer. Take it that ${flag.name} is STILL ${old} in ${flag.environment}`
          : `${flag.name} is STILL ${old} in ${flag.environment}`
      }
    >
      {problem.message} {problem.status === 0 ? 'What you typed is kept. Try again.' : problem.advice}
    </Alert>
  );
}

function milliseconds(ms: number): string {
  return ms < 10_000 ? `${Math.round(ms).toLocaleString('en')} ms` : `${Math.round(ms / 1000)} s`;
}
