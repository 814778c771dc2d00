export const ALERT_STATES = ['triggered', 'acknowledged', 'resolved'] as const;
export type AlertState = (typeof ALERT_STATES)[number];
export const ALERT_SEVERITIES = ['sev1', 'sev2', 'sev3', 'sev4'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];
export type AlertStep = 'acknowledge' | 'resolve';

/** Where each step leads from each state; a step that is not named here is already taken and changes nothing. */
export const TRANSITIONS: Readonly<Record<AlertState, Partial<Record<AlertStep, AlertState>>>> = {
  triggered: { acknowledge: 'acknowledged', resolve: 'resolved' },
  acknowledged: { resolve: 'resolved' },
  resolved: {},
};

/** The state after a step; null where the step changes nothing. */
export function after(state: AlertState, step: AlertStep): AlertState | null {
  return TRANSITIONS[state][step] ?? null;
}

/** What a monitoring system says, in our words, whatever protocol it speaks. */
export type Signal =
  | {
      kind: 'trigger';
      dedupKey: string;
      title: string;
      /** Null: the source's default. */
      severity: AlertSeverity | null;
      /** When the trouble began, by the sender's clock. */
      startedAt: Date | null;
      details: Record<string, unknown>;
    }
  | { kind: 'acknowledge'; dedupKey: string }
  | { kind: 'resolve'; dedupKey: string; startedAt: Date | null; endedAt: Date | null };

/** The last end of a trouble that its source told of, by the sender's clock. */
export interface Ending {
  startedAt: Date;
  endedAt: Date;
}

export interface OpenAlert {
  state: AlertState;
  startedAt: Date | null;
}

/** `open` = a new alert; null = nothing new. */
export type Decision = 'open' | AlertStep | null;

/**
 * What a signal does, given the open alert of its key and the last ending told. Signals may come twice, late and in any order:
 * a trigger of an open alert is no news, a trigger older than an ending opens nothing, and an ending older than
 * the open alert does not close it.
 */
export function decide(signal: Signal, open: OpenAlert | null, ending: Ending | null): Decision {
  switch (signal.kind) {
    case 'trigger':
      return open || (ending && signal.startedAt && isOver(signal.startedAt, ending)) ? null : 'open';
    case 'acknowledge':
      return open && after(open.state, 'acknowledge') ? 'acknowledge' : null;
    case 'resolve': {
      const told = endingOf(signal);
      const stale = told !== null && open?.startedAt && !isOver(open.startedAt, told);
      return open && !stale && after(open.state, 'resolve') ? 'resolve' : null;
    }
  }
}

/** The ending that a signal tells of; null where it gives no times. */
export function endingOf(signal: Signal): Ending | null {
  if (signal.kind !== 'resolve' || signal.startedAt === null) return null;
  const { startedAt, endedAt } = signal;
  return { startedAt, endedAt: endedAt && endedAt > startedAt ? endedAt : startedAt };
}

/** The later of two endings of the same key. */
export function laterEnding(a: Ending | null, b: Ending): Ending {
  if (a === null) return b;
  return {
    startedAt: a.startedAt > b.startedAt ? a.startedAt : b.startedAt,
    endedAt: a.endedAt > b.endedAt ? a.endedAt : b.endedAt,
  };
}

function isOver(startedAt: Date, ending: Ending): boolean {
  return startedAt < ending.endedAt || startedAt <= ending.startedAt;
}

const SEVERITY_WORDS: Readonly<Record<string, AlertSeverity>> = {
  critical: 'sev1',
  error: 'sev2',
  high: 'sev2',
  warning: 'sev3',
  info: 'sev4',
};

/** The severity that a monitoring system's word stands for; null for a word that we do not know. */
export function severityOf(word: string | undefined): AlertSeverity | null {
  const key = word?.trim().toLowerCase() ?? '';
  return Object.hasOwn(SEVERITY_WORDS, key) ? (SEVERITY_WORDS[key] ?? null) : null;
}

const MAX_TITLE = 1024;

/** A title of at most 1,024 characters in one line. */
export function titleOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const cut = line.slice(0, MAX_TITLE);
  // A cut through a surrogate pair leaves half a character, which the database refuses.
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}
