import type { Schemas } from '../../api/client';
import type { Tone } from '../../design/StatusBadge';

export type Incident = Schemas['IncidentView'];
export type State = Incident['state'];
export type Severity = NonNullable<Incident['severity']>;
export type Mode = Schemas['MitigationView']['by'];
export type TimelineEntry = Schemas['TimelineEntryView'];
export type RecentChange = Schemas['RecentChangeView'];

/** In the order in which they are walked. */
export const STATES: readonly State[] = ['declared', 'acknowledged', 'mitigated', 'restored', 'resolved'];
export const SEVERITIES: readonly Severity[] = ['sev1', 'sev2', 'sev3', 'sev4'];

export const STATE_WORDS: Record<State, string> = {
  declared: 'Declared',
  acknowledged: 'Acknowledged',
  mitigated: 'Mitigated',
  restored: 'Restored',
  resolved: 'Resolved',
};

export const STATE_TONES: Record<State, Tone> = {
  declared: 'red',
  acknowledged: 'attention',
  mitigated: 'waiting',
  restored: 'on',
  resolved: 'on',
};

export const SEVERITY_WORDS: Record<Severity, string> = {
  sev1: 'sev1: down for everybody',
  sev2: 'sev2: badly impaired',
  sev3: 'sev3: impaired for some',
  sev4: 'sev4: hardly felt',
};

export const MODE_WORDS: Record<Mode, string> = {
  flag_off: 'flag off',
  rollback: 'rollback',
  roll_forward: 'roll forward',
  config: 'configuration',
  other: 'other means',
};

export function titleOf({ id, title }: Pick<Incident, 'id' | 'title'>): string {
  return title ?? `Incident ${id}`;
}

/** Whether its users still feel it. */
export function isOpen({ state }: Pick<Incident, 'state'>): boolean {
  return state !== 'restored' && state !== 'resolved';
}

/** From the start to the restoration; null while that is not told. */
export function secondsOf({ startedAt, restoredAt }: Pick<Incident, 'startedAt' | 'restoredAt'>): number | null {
  return restoredAt === null ? null : (Date.parse(restoredAt) - Date.parse(startedAt)) / 1000;
}

export function isState(word: string): word is State {
  return STATES.some((state) => state === word);
}

export function isSeverity(word: string): word is Severity {
  return SEVERITIES.some((severity) => severity === word);
}

export function isMode(word: string | null): word is Mode {
  return word !== null && word in MODE_WORDS;
}
