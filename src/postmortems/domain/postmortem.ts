export const POSTMORTEM_STATES = ['draft', 'in_review', 'published'] as const;
export type PostmortemState = (typeof POSTMORTEM_STATES)[number];

export const POSTMORTEM_STEPS = ['edit', 'ask', 'approve', 'request_changes', 'publish'] as const;
export type PostmortemStep = (typeof POSTMORTEM_STEPS)[number];

/** Where each step leads; null: the state forbids it. Publishing needs an approval besides. */
export const POSTMORTEM_TRANSITIONS: Readonly<
  Record<PostmortemState, Readonly<Record<PostmortemStep, PostmortemState | null>>>
> = {
  draft: { edit: 'draft', ask: 'in_review', approve: 'in_review', request_changes: 'draft', publish: null },
  in_review: {
    edit: 'in_review',
    ask: 'in_review',
    approve: 'in_review',
    request_changes: 'draft',
    publish: 'published',
  },
  published: { edit: null, ask: 'published', approve: 'published', request_changes: null, publish: 'published' },
};

/** Somebody by the token they hold and the person that it says they are. */
export interface Signer {
  token: string;
  person: string | null;
  name: string;
}

export interface TimelineLine {
  at: string;
  text: string;
}

/** Seconds from the start of the impact; null: not known. */
export interface Durations {
  detectSeconds: number | null;
  acknowledgeSeconds: number | null;
  mitigateSeconds: number | null;
  restoreSeconds: number | null;
}

export interface Content {
  summary: string;
  impact: string;
  durations: Durations;
  timeline: TimelineLine[];
  contributingFactors: string[];
  wentWell: string[];
  wentWrong: string[];
  gotLucky: string[];
}

export interface Postmortem {
  id: string;
  incident: string;
  service: string;
  state: PostmortemState;
  title: string;
  content: Content;
  author: Signer;
  reviewRequestedAt: Date | null;
  reviewer: Signer | null;
  reviewedAt: Date | null;
  reviewNote: string | null;
  publishedAt: Date | null;
  publishedBy: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** Why a step is refused. */
export interface Refused {
  refused: 'conflict' | 'forbidden';
  code: string;
  detail: string;
}

export type Edit = { title?: string } & Partial<Omit<Content, 'durations'>>;

/** Whether both are one: the same person, or the same token. */
export function sameSigner(a: Signer, b: Signer): boolean {
  return a.token === b.token || (a.person !== null && a.person === b.person);
}

/** Changes the text. An approval was of the text before, so it is void then. */
export function edit(present: Postmortem, { title, ...content }: Edit, by: Signer, now: Date): Postmortem | Refused {
  if (POSTMORTEM_TRANSITIONS[present.state].edit === null) {
    return {
      refused: 'conflict',
      code: 'postmortem_published',
      detail: 'A published postmortem is not changed any more.',
    };
  }
  if (!sameSigner(present.author, by)) {
    return {
      refused: 'forbidden',
      code: 'not_the_author',
      detail: `Only the author, ${present.author.name}, edits it.`,
    };
  }
  const next = { ...present, title: title ?? present.title, content: { ...present.content, ...content } };
  if (canonical([next.title, next.content]) === canonical([present.title, present.content])) return present;
  return { ...next, reviewer: null, reviewedAt: null, updatedAt: now };
}

/**
 * The author asks for a review; anybody else reviews: approves, or with `approve: false` asks for changes, which makes it
 * a draft again.
 */
export function review(
  present: Postmortem,
  { approve, note }: { approve?: boolean; note: string | null },
  by: Signer,
  now: Date,
): Postmortem | Refused {
  if (sameSigner(present.author, by)) {
    if (approve !== undefined) {
      return { refused: 'forbidden', code: 'reviewer_is_author', detail: 'Another person than the author reviews it.' };
    }
    if (present.state !== 'draft') return present;
    return { ...present, state: 'in_review', reviewRequestedAt: now, updatedAt: now };
  }
  const state = POSTMORTEM_TRANSITIONS[present.state][approve === false ? 'request_changes' : 'approve'];
  if (state === null) {
    return {
      refused: 'conflict',
      code: 'postmortem_published',
      detail: 'A published postmortem is not changed any more.',
    };
  }
  if (state === 'published') return present;
  if (approve === false) {
    return {
      ...present,
      state,
      reviewer: null,
      reviewedAt: null,
      reviewNote: note,
      reviewRequestedAt: null,
      updatedAt: now,
    };
  }
  if (present.reviewer && sameSigner(present.reviewer, by)) return present;
  const asked = present.reviewRequestedAt ?? now;
  return {
    ...present,
    state,
    reviewRequestedAt: asked,
    reviewer: by,
    reviewedAt: now,
    reviewNote: note,
    updatedAt: now,
  };
}

export function publish(present: Postmortem, by: Signer, now: Date): Postmortem | Refused {
  if (present.state === 'published') return present;
  if (POSTMORTEM_TRANSITIONS[present.state].publish === null || !present.reviewer) {
    return {
      refused: 'conflict',
      code: 'review_missing',
      detail: 'Another person than the author must have reviewed it as it stands.',
    };
  }
  return { ...present, state: 'published', publishedAt: now, publishedBy: by.person ?? by.name, updatedAt: now };
}

export function isRefused(result: Postmortem | Refused): result is Refused {
  return 'refused' in result;
}

/** Text that does not depend on the order of keys, which the database does not keep. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
