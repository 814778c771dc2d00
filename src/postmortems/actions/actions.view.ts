import type { Action } from '../domain/action.js';
import type { ActionView } from './actions.contract.js';

/** An action as clients see it. */
export function actionView(action: Action): ActionView {
  const { ownerTeam, ownerPerson, waiting } = action;
  return {
    id: action.id,
    postmortem: action.postmortem,
    incident: action.incident,
    service: action.service,
    title: action.title,
    kind: action.kind,
    owner: {
      ...(ownerTeam === null ? {} : { team: ownerTeam }),
      ...(ownerPerson === null ? {} : { person: ownerPerson }),
    },
    dueAt: action.dueAt.toISOString(),
    ticket: action.ticket,
    state: action.state,
    change: action.change,
    waiting: waiting && {
      reason: waiting.reason,
      detail: waiting.detail,
      ...(waiting.failing ? { failing: waiting.failing.map(({ name, conclusion }) => ({ name, conclusion })) } : {}),
    },
    doneAt: action.doneAt?.toISOString() ?? null,
    createdAt: action.createdAt.toISOString(),
    createdBy: action.createdBy,
  };
}
