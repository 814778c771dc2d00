import { describe, expect, it } from 'vitest';
import {
  edit,
  isRefused,
  POSTMORTEM_STATES,
  POSTMORTEM_STEPS,
  POSTMORTEM_TRANSITIONS,
  publish,
  review,
  type Postmortem,
  type Refused,
  type Signer,
} from './postmortem.js';

const now = new Date('2026-03-03T10:00:00Z');
const ada: Signer = { token: 't1', person: 'ada', name: 'Ada' };
const adaElsewhere: Signer = { token: 't2', person: 'ada', name: 'CI of Ada' };
const bob: Signer = { token: 't3', person: 'bob', name: 'Bob' };
const machine: Signer = { token: 't4', person: null, name: 'machine' };

const draft: Postmortem = {
  id: 'p1',
  incident: 'inc-1',
  service: 'checkout',
  state: 'draft',
  title: 'Postmortem',
  content: {
    summary: '',
    impact: '',
    durations: { detectSeconds: null, acknowledgeSeconds: null, mitigateSeconds: null, restoreSeconds: null },
    timeline: [],
    contributingFactors: [],
    wentWell: [],
    wentWrong: [],
    gotLucky: [],
  },
  author: ada,
  reviewRequestedAt: null,
  reviewer: null,
  reviewedAt: null,
  reviewNote: null,
  publishedAt: null,
  publishedBy: null,
  createdAt: now,
  updatedAt: now,
};

function ok(result: Postmortem | Refused): Postmortem {
  if (isRefused(result)) throw new Error(result.detail);
  return result;
}
const approve = { note: null };

describe('the way of a postmortem', () => {
  it('reaches every state from draft', () => {
    const reached = new Set(['draft' as (typeof POSTMORTEM_STATES)[number]]);
    for (const state of reached) {
      for (const step of POSTMORTEM_STEPS) {
        const to = POSTMORTEM_TRANSITIONS[state][step];
        if (to) reached.add(to);
      }
    }
    expect([...reached].sort()).toEqual([...POSTMORTEM_STATES].sort());
  });

  it('goes: the author asks, another reviews, it is published', () => {
    const asked = ok(review(draft, approve, ada, now));
    expect(asked).toMatchObject({ state: 'in_review', reviewer: null });
    expect(publish(asked, ada, now)).toMatchObject({ code: 'review_missing' });
    const reviewed = ok(review(asked, approve, bob, now));
    expect(reviewed).toMatchObject({ state: 'in_review', reviewer: bob });
    expect(ok(publish(reviewed, ada, now))).toMatchObject({ state: 'published', publishedBy: 'ada' });
  });

  it('goes without asking: a review of a draft counts', () => {
    expect(ok(publish(ok(review(draft, approve, machine, now)), machine, now)).state).toBe('published');
  });

  it('is never reviewed by its author, whatever the token', () => {
    expect(review(draft, { approve: true, note: null }, adaElsewhere, now)).toMatchObject({
      code: 'reviewer_is_author',
    });
    const asked = ok(review(draft, approve, adaElsewhere, now));
    expect(publish(ok(review(asked, approve, ada, now)), bob, now)).toMatchObject({ code: 'review_missing' });
  });

  it('loses its approval when the text changes after it, and only then', () => {
    const reviewed = ok(review(draft, approve, bob, now));
    expect(ok(edit(reviewed, { title: 'Postmortem' }, ada, now)).reviewer).toEqual(bob);
    const edited = ok(edit(reviewed, { summary: 'Another story' }, ada, now));
    expect(edited).toMatchObject({ state: 'in_review', reviewer: null });
    expect(publish(edited, ada, now)).toMatchObject({ refused: 'conflict' });
  });

  it('is a draft again when the reviewer asks for changes', () => {
    const asked = ok(review(draft, approve, ada, now));
    expect(ok(review(asked, { approve: false, note: 'Why?' }, bob, now))).toMatchObject({
      state: 'draft',
      reviewNote: 'Why?',
    });
  });

  it('is edited by its author alone, and by nobody once published', () => {
    expect(edit(draft, { title: 'x' }, bob, now)).toMatchObject({ code: 'not_the_author' });
    const published = ok(publish(ok(review(draft, approve, bob, now)), ada, now));
    expect(edit(published, { title: 'x' }, ada, now)).toMatchObject({ code: 'postmortem_published' });
    expect(publish(published, bob, now)).toBe(published);
    expect(review(published, approve, bob, now)).toBe(published);
  });
});
