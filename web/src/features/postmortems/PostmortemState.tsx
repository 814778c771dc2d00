import type { Schemas } from '../../api/client';
import { StatusBadge, type Tone } from '../../design/StatusBadge';

type State = Schemas['PostmortemView']['state'];

export const POSTMORTEM_STATES: readonly State[] = ['draft', 'in_review', 'published'];
export const POSTMORTEM_WORDS: Record<State, string> = {
  draft: 'Draft',
  in_review: 'In review',
  published: 'Published',
};
const TONES: Record<State, Tone> = { draft: 'none', in_review: 'waiting', published: 'on' };

export function PostmortemState({ state }: { state: State }) {
  return <StatusBadge tone={TONES[state]}>{POSTMORTEM_WORDS[state]}</StatusBadge>;
}
