import type { Schemas } from '../../../api/client';
import type { Tone } from '../../../design/StatusBadge';

export const RULES = [
  { rule: 'expired', label: 'expired' },
  { rule: 'no_owner', label: 'without owner' },
  { rule: 'no_removal_ticket', label: 'without ticket' },
  { rule: 'stale', label: 'stale' },
] as const;

export const STEPS: Record<Schemas['FlagTaskView']['step'], string> = {
  name_owner: 'Name an owner',
  add_ticket: 'Open a ticket',
  set_expiry: 'Set an expiry',
  remove_code: 'Remove the code',
  archive: 'Archive it',
  keep: 'Keep, and say why',
};

export const WAIVER_STATES: Record<Schemas['WaiverView']['state'], { tone: Tone; word: string }> = {
  requested: { tone: 'waiting', word: 'waits for approval' },
  active: { tone: 'attention', word: 'excused' },
  expired: { tone: 'none', word: 'over' },
  ended: { tone: 'none', word: 'ended' },
};

/** Null is no data, never 0. */
export function scoreText(score: number | null): string {
  return score === null ? 'no data' : score.toFixed(1).replace(/\.0$/, '');
}
