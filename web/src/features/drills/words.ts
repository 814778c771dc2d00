import type { Schemas } from '../../api/client';
import type { Tone } from '../../design/StatusBadge';

export type Drill = Schemas['DrillView'];
export type DrillState = Drill['state'];
export type RoleView = Schemas['RoleView'];
export type Role = RoleView['role'];
export type Signal = Schemas['SignalShown'];

export const STATES: readonly DrillState[] = ['planned', 'running', 'paused', 'finished', 'aborted', 'failed'];

export const STATE_WORDS: Record<DrillState, string> = {
  planned: 'Planned',
  running: 'Running',
  paused: 'Paused',
  finished: 'Finished',
  aborted: 'Aborted',
  failed: 'Failed',
};

export const STATE_TONES: Record<DrillState, Tone> = {
  planned: 'none',
  running: 'waiting',
  paused: 'attention',
  finished: 'on',
  aborted: 'off',
  failed: 'red',
};

export const ROLES: readonly Role[] = ['facilitator', 'responder', 'observer'];

export const ROLE_WORDS: Record<Role, string> = {
  facilitator: 'Facilitator',
  responder: 'Responder',
  observer: 'Observer',
};

export const SIGNAL_WORDS: Record<Signal['state'], string> = {
  not_yet: 'Not yet',
  awaited: 'Awaited',
  seen: 'Seen in time',
  late: 'Seen late',
  overdue: 'Overdue',
};

export const SIGNAL_TONES: Record<Signal['state'], Tone> = {
  not_yet: 'none',
  awaited: 'waiting',
  seen: 'on',
  late: 'attention',
  overdue: 'red',
};

export function isState(text: string): text is DrillState {
  return STATES.some((state) => state === text);
}

export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}

export function hasEnded(state: DrillState): boolean {
  return state === 'finished' || state === 'aborted' || state === 'failed';
}

/** A moment on the clock of a run: "1:05". */
export function clockText(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
