import { textOf } from '../json.js';
import { checksOf, deliverChange, tellFacts } from './deliveries.js';
import { until } from './incident.js';
import { fromNow, type Run } from './run.js';
import type { Stage } from './stage.js';

export interface Learned {
  postmortem: string;
  state: string;
  action: { id: string; beforeGreen: string; afterGreen: string };
}

/** A postmortem, reviewed by another person, whose action is closed by a change that is merged and turns green. */
export async function playPostmortem(run: Run, stage: Stage, incident: string): Promise<Learned> {
  const author = stage.onCall.api;
  const opened = await author.post(`/api/v1/incidents/${encodeURIComponent(incident)}/postmortem`, {});
  const id = textOf(opened.body['id']) ?? '';
  const path = `/api/v1/postmortems/${encodeURIComponent(id)}`;
  await author.patch(path, {
    summary: 'The new path asked for a field that the old data lack.',
    impact: 'Requests failed from the flip until the kill.',
    contributingFactors: ['No contract test between the new path and the data it reads'],
    wentWell: ['The flag was off within seconds of the page'],
  });
  const made = await author.post(`${path}/actions`, {
    title: 'Contract test for the new path',
    kind: 'contract',
    owner: { person: stage.onCall.person },
    dueAt: fromNow(14 * 86_400),
    ticket: 'DEMO-3',
  });
  const action = textOf(made.body['id']) ?? '';
  await author.post(`${path}/review`, {});
  await stage.reviewer.api.post(`${path}/review`, { approve: true, note: 'The contract test is the point.' });
  const published = await author.post(`${path}/publish`, {});
  const state = textOf(published.body['state']) ?? '';
  run.tell('postmortem', `${state}: written by ${stage.onCall.person}, reviewed by ${stage.reviewer.person}`);

  const fix = await deliverChange(run, 'fix', 'Test the contract of the new path', { mergedAgo: 0, unit: 'failure' });
  const linked = await author.post(`/api/v1/actions/${encodeURIComponent(action)}/link`, { change: fix.change });
  const beforeGreen = textOf(linked.body['state']) ?? '';
  await tellFacts(run, checksOf(run, 'fix', fix.sha, 'success'));
  const done = await until(
    () => author.get(path),
    ({ body }) => stateOf(body['actions'], action) === 'done',
  );
  const afterGreen = stateOf(done.body['actions'], action) ?? '';
  run.tell('action item', `${beforeGreen} while its merged change was red, ${afterGreen} once it was green`);
  return { postmortem: id, state, action: { id: action, beforeGreen, afterGreen } };
}

function stateOf(actions: unknown, id: string): string | null {
  const found = Array.isArray(actions)
    ? actions.map((one: unknown) => (typeof one === 'object' && one !== null ? { ...one } : {}))
    : [];
  const own = found.find((one) => 'id' in one && one.id === id);
  return own !== undefined && 'state' in own && typeof own.state === 'string' ? own.state : null;
}
