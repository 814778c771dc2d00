import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../../../drills/index.js';
import type { Api } from '../../api.js';
import { CliError } from '../../cli-error.js';
import { NO_WITNESS, type Lab } from '../lab/lab.js';
import { OLD_REPOSITORY } from './cast.js';
import { conclusionsOf, Delivery, now, type Change } from './delivery.js';
import type { DrillRun } from './drill-run.js';
import type { Plan } from './plan.js';

/** How long it takes to write one of the changes, here as in the other way. */
export const WRITING_MS = 1_500;
const PER_SECOND = 20;
const WITHIN_MS = 30_000;

export interface Window {
  from: string;
  to: string;
  /** The run of which the numbers are. */
  drill: string;
  deployments: number;
}

interface Stage {
  api: Api;
  lab: Lab;
  run: DrillRun;
  plan: Plan;
  scenario: Scenario;
  flags: { url: string; token: string };
  mark: string;
  tell: (step: string, told: string) => void;
}

/**
 * The list of changes as it was delivered before: written one after the other, merged and deployed as one batch, without a
 * flag. What breaks is mended by a fixed build and its deployment.
 */
export async function deliverTheOldWay(stage: Stage): Promise<Window> {
  const { api, lab, run, plan, scenario, flags, mark, tell } = stage;
  const { service, environment } = scenario;
  const drill = `${run.id}.old-way`;
  const site = await lab.site(OLD_REPOSITORY, flags, scenario, NO_WITNESS);
  const place = { service, environment };
  const delivery = new Delivery(api.inDrill(drill), site, place, `${mark}-old-way`, scenario.scenario);
  const { repository, probe, traffic } = site;
  await delivery.deploy(await repository.tip(), []);
  const from = now();

  await repository.branch('batch');
  const changes: Change[] = [];
  for (const name of plan.changes) {
    await run.mayGoOn();
    await sleep(WRITING_MS);
    const { sha, title } = await repository.apply(delivery.patch(patchOf(plan, name)));
    changes.push(await delivery.opened(name, title, sha));
  }
  const head = changes.at(-1);
  if (head === undefined) throw new CliError('There are no changes to deliver.', 1);
  const batch = await ship(delivery, head, changes);
  const batchAt = now();
  traffic.start(PER_SECOND);
  tell('old way', `${changes.length} changes went out as one batch`);

  await run.until('Errors after the batch', WITHIN_MS, () => (probe.errorShare(40) > 0.05 ? true : null));
  const firstBad = probe.firstBadSince(batchAt);
  if (firstBad === null) throw new CliError('The batch broke nothing.', 1);
  const fix = await delivery.open(plan.fix);
  await ship(delivery, fix, [fix], 'hotfix');
  const fixedAt = now();
  const well = await run.until('Good answers after the fix', WITHIN_MS, () => probe.startOfGoodRow(fixedAt));
  await delivery.tell([
    {
      kind: 'incident',
      id: `drill-${mark}-old-way`,
      ...place,
      title: 'Checkouts fail since the batch',
      severity: 'sev2',
      startedAt: firstBad.at,
      restoredAt: well.at,
      resolvedAt: well.at,
      cause: { deployments: [batch] },
      restoredBy: 'roll_forward',
    },
  ]);
  const to = now();
  await site.close();
  const seconds = (Date.parse(well.at) - Date.parse(firstBad.at)) / 1000;
  tell('old way', `well again ${seconds.toFixed(1)} s after the first bad answer, by a fixed build and its deployment`);
  return { from, to, drill, deployments: 2 };
}

/** The risky change of the list, as it looks without a flag. */
function patchOf({ risky, withoutFlag }: Plan, name: string): string {
  return name === risky ? (withoutFlag ?? name) : name;
}

/** Tested, merged without a guard and deployed. */
async function ship(
  delivery: Delivery,
  head: Change,
  changes: readonly Change[],
  reason: 'release' | 'hotfix' = 'release',
): Promise<string> {
  await delivery.tellChecks(head.sha, conclusionsOf(await delivery.build(head)));
  const merged = await delivery.merge(head);
  if (!merged.accepted) throw new CliError(`The batch could not be merged: ${merged.detail}`, 1);
  await delivery.tellMerged(changes);
  return delivery.deploy(head.sha, changes, reason);
}
