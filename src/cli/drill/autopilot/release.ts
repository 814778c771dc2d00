import { setTimeout as sleep } from 'node:timers/promises';
import { CliError } from '../../cli-error.js';
import { listOf, numberOf, objectOf, textOf } from '../../json.js';
import { now } from './delivery.js';
import { RunEnded } from './drill-run.js';
import type { Story } from './story.js';

/** Counts are written every two seconds. */
const COUNTED_WITHIN_MS = 20_000;
const STEADY_WITHIN_MS = 60_000;

/** The list of changes, one by one: small, tested, through the gate, the risky one dark. */
export async function deliverChanges(story: Story, writingMs: number): Promise<void> {
  const { delivery, plan, recorder, run, tell } = story;
  for (const name of plan.changes) {
    await run.mayGoOn();
    await sleep(writingMs);
    const { change, merged } = await delivery.deliver(name);
    recorder.add('merges', merged);
    tell('delivered', `${change.title} (${change.sha.slice(0, 12)})`);
  }
}

/** Calls of the flag that were counted in the present and the last hour. */
export async function countCalls({ api, flag, scenario }: Pick<Story, 'api' | 'flag' | 'scenario'>): Promise<Variants> {
  const [from, to] = [hourFromNow(-1), hourFromNow(1)];
  const query = new URLSearchParams({ by: 'hour', environment: scenario.environment, from, to });
  const { body } = await api.get(`/api/v1/flags/${flag}/exposure?${query.toString()}`);
  const calls = objectOf(objectOf(body['sums'])['calls']);
  return Object.fromEntries(Object.entries(calls).map(([name, count]) => [name, numberOf(count) ?? 0]));
}

/** Waits until calls of the dark path's flag were counted, and records by which variant they were answered. */
export async function readExposure(story: Story): Promise<Variants> {
  const variants = await story.run.until('A count of the calls', COUNTED_WITHIN_MS, async () => {
    const counts = Object.entries(await countCalls(story));
    const since = counts.map(([name, count]): [string, number] => [name, count - (story.callsBefore[name] ?? 0)]);
    return since.some(([, count]) => count > 0) ? Object.fromEntries(since) : null;
  });
  story.recorder.add('exposures', { at: now(), flag: story.flag, variants });
  return variants;
}

type Variants = Record<string, number>;

export async function waitForSteadyState({ run, site, scenario }: Story): Promise<void> {
  const { samples, goodRatio } = scenario.steadyState;
  const steady = (): true | null => (site.probe.goodShare(samples) >= goodRatio ? true : null);
  await run.until('A steady state', STEADY_WITHIN_MS, steady).catch((error: unknown) => {
    if (error instanceof RunEnded) throw error;
    throw new CliError(`The shop is in no steady state: ${site.probe.lastBad() || 'it answers too seldom'}.`, 1);
  });
}

/** The inject that turns the flag on; the platform flips it. Gives the moment of the flip. */
export async function releaseByFlip(story: Story): Promise<string> {
  const { api, flag, run, scenario, tell } = story;
  await run.mayGoOn();
  const inject = scenario.injects.find(({ does }) => does.kind === 'flip' && does.flag === flag && does.on);
  if (inject === undefined) throw new CliError(`The scenario has no inject that turns ${flag} on.`, 1);
  await run.fire(inject.id);
  const { body } = await api.get(`/api/v1/flags/${flag}/history?limit=10`);
  const flip = listOf(body['items']).find(({ action, detail }) => action === 'flip' && objectOf(detail)['on'] === true);
  const at = textOf(flip?.['at']);
  if (at === null) throw new CliError(`${flag} was not turned on by the inject ${inject.id}.`, 1);
  tell('release', `${flag} is on: the new path is released, and nothing was deployed`);
  return at;
}

/** The beginning of an hour, counted from the present one. */
function hourFromNow(hours: number): string {
  return `${new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 13)}:00:00Z`;
}

/** Waits for good answers in a row since an instant, none of them a failure. */
export async function waitForWell({ run, site, scenario }: Story, since: string): Promise<void> {
  await run.until('Good answers', scenario.limits.recoverySeconds * 1000, () => site.probe.startOfGoodRow(since));
  if (site.probe.failedSince(since))
    throw new CliError(`The service is not well after the flip: ${site.probe.lastBad()}.`, 1);
}
