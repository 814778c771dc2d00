import type { Role, Scenario } from './scenario.js';

export const STATES = ['planned', 'running', 'paused', 'finished', 'aborted', 'failed'] as const;
export type State = (typeof STATES)[number];

export const STEPS = ['start', 'pause', 'resume', 'abort', 'fail', 'finish'] as const;
export type Step = (typeof STEPS)[number];

export const MODES = ['people', 'autopilot'] as const;
export type Mode = (typeof MODES)[number];

/** Where each step leads. The present state: it was taken already and changes nothing. Null: the state forbids it. */
export const TRANSITIONS: Readonly<Record<State, Readonly<Record<Step, State | null>>>> = {
  planned: { start: 'running', pause: null, resume: null, abort: 'aborted', fail: 'failed', finish: null },
  running: {
    start: 'running',
    pause: 'paused',
    resume: 'running',
    abort: 'aborted',
    fail: 'failed',
    finish: 'finished',
  },
  paused: { start: 'paused', pause: 'paused', resume: 'running', abort: 'aborted', fail: 'failed', finish: 'finished' },
  finished: { start: null, pause: null, resume: null, abort: null, fail: null, finish: 'finished' },
  aborted: { start: null, pause: null, resume: null, abort: 'aborted', fail: null, finish: null },
  failed: { start: null, pause: null, resume: null, abort: null, fail: 'failed', finish: null },
};

/** A stretch in which the clock of the run stood; `to` null: it stands. */
export interface Pause {
  from: Date;
  to: Date | null;
}

/** What became of one thing that the scenario undoes at the end. */
export interface Undone {
  what: string;
  outcome: 'done' | 'nothing_to_do' | 'refused' | 'by_hand';
  detail: string | null;
}

export interface Run {
  id: string;
  /** As it was when the run was made, with the place of this run. */
  scenario: Scenario;
  service: string;
  environment: string;
  repository: string | null;
  mode: Mode;
  surprise: boolean;
  facilitator: string | null;
  /** Null: whoever is on call. */
  responder: string | null;
  observers: string[];
  state: State;
  scheduledFor: Date | null;
  /** The schedule that planned it. */
  schedule: string | null;
  createdAt: Date;
  createdBy: string;
  /** Who made it: the id of a token or the key of a person. */
  creator: string;
  startedAt: Date | null;
  endedAt: Date | null;
  /** Why it was aborted or failed. */
  reason: string | null;
  pauses: Pause[];
  cleanup: Undone[];
  /** How its checks came out on the evidence that was frozen at its end; null: it goes on, never began, or was not judged. */
  result: Result | null;
}

/** How many of a run's checks passed and failed; those that did not apply count as neither. */
export interface Result {
  passed: number;
  failed: number;
}

export interface Refused {
  code: string;
  detail: string;
}

export function hasEnded(state: State): boolean {
  return state === 'finished' || state === 'aborted' || state === 'failed';
}

/** Takes one step; the very same run where it was taken already. */
export function take(run: Run, step: Step, now: Date, reason: string | null = null): Run | Refused {
  const state = TRANSITIONS[run.state][step];
  if (state === null) return { code: `drill_${run.state}`, detail: `The drill is ${run.state}: it cannot ${step}.` };
  if (state === run.state) return run;
  if (state === 'paused') return { ...run, state, pauses: [...run.pauses, { from: now, to: null }] };
  const pauses = run.pauses.map((pause) => ({ ...pause, to: pause.to ?? now }));
  if (state === 'running') return { ...run, state, pauses, startedAt: run.startedAt ?? now };
  return { ...run, state, pauses, endedAt: now, reason };
}

export function isRefused(result: Run | Refused): result is Refused {
  return !('state' in result);
}

/** Milliseconds on the clock of the run at an instant: pauses do not count. Null before it started. */
export function elapsedMs(run: Pick<Run, 'startedAt' | 'endedAt' | 'pauses'>, at: Date): number | null {
  if (run.startedAt === null) return null;
  const start = run.startedAt.getTime();
  const until = Math.max(start, Math.min(at.getTime(), run.endedAt?.getTime() ?? Infinity));
  const paused = run.pauses.reduce((sum, { from, to }) => {
    const end = Math.min(to?.getTime() ?? until, until);
    return sum + Math.max(0, end - from.getTime());
  }, 0);
  return until - start - paused;
}

/** The instant at which the clock of the run shows so much, as far as pauses are known; null before it started. */
export function instantAt(run: Pick<Run, 'startedAt' | 'pauses'>, ms: number): Date | null {
  if (run.startedAt === null) return null;
  let at = run.startedAt.getTime() + ms;
  for (const { from, to } of run.pauses) {
    if (from.getTime() > at) break;
    if (to !== null) at += to.getTime() - from.getTime();
  }
  return new Date(at);
}

/** What somebody is in a run; whoever has no part in it looks on. `onCall`: who is on call where nobody was named. */
export function roleOf(run: Run, who: { person: string | null; id: string }, onCall: string | null): Role {
  if (who.person !== null && who.person === run.facilitator) return 'facilitator';
  if (who.person !== null && who.person === (run.responder ?? onCall)) return 'responder';
  if (who.person !== null && run.observers.includes(who.person)) return 'observer';
  if (run.facilitator === null && who.id === run.creator) return 'facilitator';
  return 'observer';
}

/** Flags that the scenario flips by itself, and whether it turns any of them on. */
export function flipsOf({ injects, cleanup }: Scenario): { flags: string[]; on: boolean } {
  const flips = [...injects.map(({ does }) => does), ...cleanup].filter((one) => one.kind === 'flip');
  return { flags: [...new Set(flips.map(({ flag }) => flag))], on: flips.some(({ on }) => on) };
}
