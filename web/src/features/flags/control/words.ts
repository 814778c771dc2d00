import type { Schemas } from '../../../api/client';
import type { Tone } from '../../../design/StatusBadge';

export type Request = Schemas['ChangeRequestView'];
export type Review = Schemas['KillReviewView'];
export type Question = Schemas['KillQuestionView'];
export type Scheduled = Schemas['ScheduledFlipView'];
export type Policy = Schemas['ChangePolicyView'];

export const REQUEST_TONES: Record<Request['state'], Tone> = {
  open: 'waiting',
  approved: 'on',
  applied: 'on',
  rejected: 'red',
  withdrawn: 'none',
  expired: 'attention',
  outdated: 'attention',
};

/** What is to be said of a request that has not ended. */
export const STATE_WORDS: Record<Request['state'], string> = {
  open: 'waits for approval',
  approved: 'is approved and can be applied',
  applied: 'is applied',
  rejected: 'is rejected',
  withdrawn: 'is withdrawn',
  expired: 'has expired',
  outdated: 'is outdated',
};

/** Whether nothing can become of it any more. */
export function hasEnded({ state }: Pick<Request, 'state'>): boolean {
  return ['applied', 'rejected', 'withdrawn'].includes(state);
}

/** Where on a page the request stands. */
export function anchorOf({ id }: Pick<Request, 'id'>): string {
  return `request-${id}`;
}

export const SCHEDULE_TONES: Record<Scheduled['state'], Tone> = {
  waiting: 'waiting',
  done: 'on',
  refused: 'red',
  cancelled: 'none',
};

/** What a request does, in a few words. */
export function requestTitle({ content, flag, environment }: Request): string {
  if (content.kind === 'flip') return `Turn ${content.on === true ? 'on' : 'off'} ${flag} in ${environment}`;
  return `Change the ${content.kind === 'rules' ? 'rules' : 'answers'} of ${flag} in ${environment}`;
}

export interface Difference {
  what: string;
  before: string;
  after: string;
}

/** What differs between now and then, in JSON where words do not do. */
export function differences({ content, before }: Request): Difference[] {
  const pairs: [what: string, before: unknown, after: unknown][] =
    content.kind === 'flip'
      ? [['State', before.on ? 'on' : 'off', content.on === true ? 'on' : 'off']]
      : content.kind === 'rules'
        ? [
            ['Rules', before.rules, content.rules ?? []],
            ['Otherwise', before.otherwise ?? null, content.otherwise ?? null],
            ['Prerequisites', before.prerequisites, content.prerequisites ?? []],
          ]
        : [
            ['Variants', before.variants, content.variants],
            ['Answer when on', before.defaultVariant, content.defaultVariant],
            ['Answer when off', before.offVariant, content.offVariant],
          ];
  return pairs
    .map(([what, one, other]) => ({ what, before: textOf(one), after: textOf(other) }))
    .filter(({ before: one, after }) => one !== after);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
