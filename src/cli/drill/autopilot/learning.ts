import { fromNow } from '../../demo/run.js';
import { listOf, textOf } from '../../json.js';
import { tryMutants } from '../lab/mutants.js';
import type { Change } from './delivery.js';
import type { Recovered } from './incident.js';
import type { Story } from './story.js';

const FORTNIGHT = 14 * 86_400;

/** A postmortem, reviewed by another person, that asks for the test which would have caught the defect. Gives the action. */
export async function writePostmortem(
  story: Story,
  { incident }: Recovered,
): Promise<{ path: string; action: string }> {
  const { cast, plan, responder, reviewer, tell } = story;
  const opened = await responder.post(`/api/v1/incidents/${encodeURIComponent(incident)}/postmortem`, {});
  const path = `/api/v1/postmortems/${encodeURIComponent(textOf(opened.body['id']) ?? '')}`;
  const { summary, impact, factor } = plan.postmortem;
  await responder.patch(path, {
    summary,
    impact,
    contributingFactors: [factor, 'The new path was released to all customers at once'],
    wentWell: ['It was dark until the flip, so that one flip ended it', 'The page reached the person on call at once'],
    wentWrong: ['Two of ten customers could not pay while it was on'],
    gotLucky: ['Payments refuses what is no whole cent; a laxer provider would have charged it'],
  });
  const made = await responder.post(`${path}/actions`, {
    title: plan.lesson.title,
    kind: plan.lesson.kind,
    owner: { person: cast.responder.person },
    dueAt: fromNow(FORTNIGHT),
    ticket: `https://tracker.example/${story.scenario.scenario}`,
  });
  await responder.post(`${path}/review`, {});
  await reviewer.post(`${path}/review`, {
    approve: true,
    note: 'The test is the point: it holds whatever comes next.',
  });
  const published = await responder.post(`${path}/publish`, {});
  tell(
    'postmortem',
    `${textOf(published.body['state']) ?? ''}: written by ${cast.responder.person}, reviewed by ${cast.reviewer.person}`,
  );
  return { path, action: textOf(made.body['id']) ?? '' };
}

/** The fix with the test that was asked for: through the gate, into production, and the action is done by it. */
export async function closeAction(story: Story, recovered: Recovered, action: string, path: string): Promise<Change> {
  const { delivery, plan, recorder, responder, run, site, tell } = story;
  const { change, merged } = await delivery.deliver(plan.fix, async ({ id }) => {
    await responder.post(`/api/v1/actions/${encodeURIComponent(action)}/link`, { change: id });
  });
  recorder.add('merges', merged);
  await run.until('The action is done', 15_000, async () => {
    const { body } = await responder.get(path);
    const own = listOf(body['actions']).find(({ id }) => id === action);
    return own?.['state'] === 'done' ? true : null;
  });
  const test = { path: plan.lesson.test, of: change.sha };
  const onIncident = (await site.ci.passesOn(test, recovered.incidentSha)) ? 'pass' : 'fail';
  const onMerge = (await site.ci.passesOn(test, change.sha)) ? 'pass' : 'fail';
  recorder.add('regressionTest', {
    name: plan.lesson.test,
    kind: plan.lesson.check,
    incidentSha: recovered.incidentSha,
    onIncident,
    mergeSha: change.sha,
    onMerge,
  });
  tell('action', `done by ${change.id}: its test says ${onIncident} on the incident's commit, ${onMerge} on the fix`);
  return change;
}

/** Faults seeded one by one in the price: which of them do the examples miss that the property sees? */
export async function seedFaults(story: Story, sha: string): Promise<void> {
  const { plan, recorder, site, tell } = story;
  if (plan.mutants === null) return;
  const tried = await tryMutants(site, sha, plan.mutants.faults, plan.mutants);
  for (const mutant of tried) recorder.add('mutants', mutant);
  const missed = tried.filter(({ examples, property }) => examples === 'survived' && property === 'killed');
  tell('mutants', `${missed.length} of ${tried.length} seeded faults pass the examples and fail the property`);
}
