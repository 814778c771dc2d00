import { actionView } from './actions/actions.view.js';
import type { Action } from './domain/action.js';
import type { Postmortem } from './domain/postmortem.js';
import type { PostmortemView } from './postmortems.contract.js';

/** A postmortem as clients see it. */
export function postmortemView(p: Postmortem, actions: Action[]): PostmortemView {
  const { content } = p;
  const { detectSeconds, acknowledgeSeconds, mitigateSeconds, restoreSeconds } = content.durations;
  return {
    id: p.id,
    state: p.state,
    incident: p.incident,
    service: p.service,
    title: p.title,
    summary: content.summary,
    impact: content.impact,
    durations: { detectSeconds, acknowledgeSeconds, mitigateSeconds, restoreSeconds },
    timeline: content.timeline.map(({ at, text }) => ({ at, text })),
    contributingFactors: content.contributingFactors,
    wentWell: content.wentWell,
    wentWrong: content.wentWrong,
    gotLucky: content.gotLucky,
    author: p.author.person ?? p.author.name,
    reviewRequestedAt: p.reviewRequestedAt?.toISOString() ?? null,
    reviewedBy: p.reviewer ? (p.reviewer.person ?? p.reviewer.name) : null,
    reviewedAt: p.reviewedAt?.toISOString() ?? null,
    reviewNote: p.reviewNote,
    publishedAt: p.publishedAt?.toISOString() ?? null,
    publishedBy: p.publishedBy,
    actions: actions.filter(({ postmortem }) => postmortem === p.id).map(actionView),
    createdAt: p.createdAt.toISOString(),
    updatedAt: p.updatedAt.toISOString(),
  };
}
