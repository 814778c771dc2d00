/** A change, as far as the closing of an action looks at it. */
export interface LinkedChange {
  id: string;
  mergedAt: Date | null;
  closedAt: Date | null;
  /** The change that this one reverts. */
  reverts: string | null;
}

export interface Verdict {
  green: boolean;
  failing: { name: string; conclusion: string | null }[];
}

export const WAITING_REASONS = [
  'no_change_linked',
  'change_unknown',
  'not_merged',
  'closed_unmerged',
  'reverted',
  'checks_not_green',
] as const;
export type WaitingReason = (typeof WAITING_REASONS)[number];

/** What an open action waits for. */
export interface Waiting {
  reason: WaitingReason;
  detail: string;
  failing?: Verdict['failing'];
}

export type ActionState = { state: 'done'; waiting: null } | { state: 'open'; waiting: Waiting };

/**
 * Whether an action is done: its change is merged, its blocking checks are green, and no merged change reverts it that is not
 * itself reverted. `reverting`: every change that reverts the linked one, or one of these.
 */
export function actionState(
  link: string | null,
  change: LinkedChange | null,
  reverting: readonly LinkedChange[],
  verdict: Verdict | null,
): ActionState {
  if (link === null) return open('no_change_linked', 'No change is linked yet.');
  if (!change) return open('change_unknown', `The change ${link} is not known yet.`);
  if (!change.mergedAt) {
    return change.closedAt
      ? open('closed_unmerged', `${link} was closed without a merge.`)
      : open('not_merged', `${link} is not merged yet.`);
  }
  const revert = revertOf(link, reverting);
  if (revert !== null) return open('reverted', `${link} was reverted by ${revert}.`);
  if (verdict?.green) return { state: 'done', waiting: null };
  const failing = verdict?.failing ?? [];
  const names = failing.map(({ name, conclusion }) => `${name} (${conclusion ?? 'no conclusion'})`).join(', ');
  return open(
    'checks_not_green',
    names === '' ? `No blocking check of ${link} is green yet.` : `Not green: ${names}.`,
    failing,
  );
}

/** The merged change that reverts this one and stands; null: there is none. */
export function revertOf(id: string, reverting: readonly LinkedChange[], above: readonly string[] = []): string | null {
  const path = [...above, id];
  const standing = reverting.find(
    (r) => r.reverts === id && r.mergedAt !== null && !path.includes(r.id) && revertOf(r.id, reverting, path) === null,
  );
  return standing?.id ?? null;
}

function open(reason: WaitingReason, detail: string, failing?: Verdict['failing']): ActionState {
  return { state: 'open', waiting: failing ? { reason, detail, failing } : { reason, detail } };
}
