import { useCallback, useRef, useState } from 'react';
import { client, queries, type Schemas } from '../../api/client';
import { useChanges } from '../../api/live';
import { problemOf, type ProblemError } from '../../api/problem';
import type { Change } from '../../api/topics';

export interface Order {
  key: string;
  environment: string;
  on: boolean;
  reason: string;
  incident: string | null;
  /** The run of a drill that the incident belongs to. */
  drillRun: string | null;
  /** Of a kill: when to ask whether it should stay off. */
  askAfter?: string;
}

type Flipped = Schemas['FlipView'];

/** How a flip goes: what is shown at each moment. */
export type Progress =
  | { step: 'asking' }
  | { step: 'sending' }
  | {
      step: 'done';
      answer: Flipped;
      /** From the tap to the answer; null: it was found to be so after an answer had been missed. */
      answeredMs: number | null;
      /** From the tap until the server that this page listens to said that it evaluates by this revision. */
      evaluatedMs: number | null;
      /** It was in this state before the tap. */
      before: boolean;
    }
  | {
      step: 'failed';
      problem: ProblemError;
      /** What a read after the failure said; null: that failed too. */
      on: boolean | null;
    };

const PATIENCE_MS = 10_000;

/** Flips a flag in one environment and measures how long it takes until it counts. `flip` answers whether it did. */
export function useFlip(): { progress: Progress; flip: (order: Order) => Promise<boolean>; again: () => void } {
  const [progress, setProgress] = useState<Progress>({ step: 'asking' });
  const tapped = useRef(0);
  // What the live updates said: the newest revision before the tap, and when each came after it.
  const known = useRef(0);
  const heard = useRef<{ revision: number; at: number }[]>([]);

  useChanges(
    'flag-revision',
    useCallback(({ revision }: Change) => {
      if (revision === undefined) return;
      const at = performance.now();
      heard.current.push({ revision, at });
      setProgress((now) =>
        now.step === 'done' &&
        now.evaluatedMs === null &&
        !now.before &&
        !now.answer.journaled &&
        revision >= now.answer.revision
          ? { ...now, evaluatedMs: at - tapped.current }
          : now,
      );
    }, []),
  );

  const flip = async (order: Order): Promise<boolean> => {
    known.current = heard.current.reduce((highest, { revision }) => Math.max(highest, revision), known.current);
    heard.current = [];
    tapped.current = performance.now();
    setProgress({ step: 'sending' });
    try {
      const { answer, date } = await send(order);
      const answeredMs = performance.now() - tapped.current;
      const before =
        answer.journaled === undefined && (answer.revision <= known.current || wasSo(answer, date, answeredMs));
      const evaluated = heard.current.find(({ revision }) => revision >= answer.revision);
      setProgress({
        step: 'done',
        answer,
        answeredMs,
        evaluatedMs: evaluated === undefined || before || answer.journaled ? null : evaluated.at - tapped.current,
        before,
      });
      return true;
    } catch (error) {
      const after = await afterFailure(order, problemOf(error));
      setProgress(after);
      return after.step === 'done';
    } finally {
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/kill-board'] });
    }
  };
  return { progress, flip, again: () => setProgress({ step: 'asking' }) };
}

/** By the server's own clock, which its answer tells to the second: ours may be wrong. */
function wasSo({ flippedAt }: Flipped, date: string | null, answeredMs: number): boolean {
  return date !== null && Date.parse(flippedAt) < Date.parse(date) - answeredMs - 1_000;
}

async function send({
  key,
  environment,
  on,
  reason,
  incident,
  drillRun,
  askAfter,
}: Order): Promise<{ answer: Flipped; date: string | null }> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const header = drillRun === null ? {} : { 'X-Loop-Drill': drillRun };
  const { data, response } = on
    ? await client.POST('/api/v1/flags/{key}/environments/{environment}/flip', {
        params: { path: { key, environment }, header },
        body: { on, reason, incident },
        signal,
      })
    : await client.POST('/api/v1/flags/{key}/kill', {
        params: { path: { key }, header },
        body: { environment, reason, incident, ...(askAfter === undefined ? {} : { askAfter }) },
        signal,
      });
  if (data === undefined) throw new Error('The server answered nothing.');
  return { answer: data, date: response.headers.get('date') };
}

/** A request without an answer may have been carried out: only the flag itself knows. */
async function afterFailure({ key, environment, on }: Order, problem: ProblemError): Promise<Progress> {
  const read = await client
    .GET('/api/v1/flags/{key}', { params: { path: { key } }, signal: AbortSignal.timeout(PATIENCE_MS) })
    .catch((error: unknown) => problemOf(error));
  const state = 'data' in read ? read.data?.environments[environment] : undefined;
  if (state?.on !== on) return { step: 'failed', problem, on: state?.on ?? null };
  const answer = { flag: key, environment, on, revision: state.revision, flippedAt: '' };
  return { step: 'done', answer, answeredMs: null, evaluatedMs: null, before: false };
}
