import { CliError } from '../../cli-error.js';
import type { Io } from '../../io.js';
import { textOf } from '../../json.js';
import { scanTree } from '../../scan/scan.js';
import { conclusionsOf, now } from './delivery.js';
import { waitForWell } from './release.js';
import type { Story } from './story.js';

/** The corrected path is released for good; then the flag goes, out of the code first. */
export async function retireFlag(story: Story, io: Io): Promise<void> {
  const { api, delivery, flag, plan, recorder, run, scenario, site, tell } = story;
  await run.mayGoOn();
  const since = now();
  await api.post(`/api/v1/flags/${flag}/environments/${scenario.environment}/flip`, {
    on: true,
    reason: 'Released again, with the fix',
  });
  await waitForWell(story, since);
  tell('released again', `${flag} is on with the fix, and the service stays well`);
  await api.post(`/api/v1/flags/${flag}/complete`, { outcome: 'kept' });

  const { change, merged } = await delivery.deliver(plan.cleanUp);
  recorder.add('merges', merged);
  const tree = await site.repository.tree(change.sha);
  const { references } = await scanTree(api, tree, { ...io, cwd: tree });
  const count = references.filter((reference) => reference.flag === flag).length;
  recorder.add('trunkReferences', { flag, sha: change.sha, count });
  tell('clean-up', `the old path is gone; loop scan finds ${count} references to ${flag} on trunk`);

  await api.post(`/api/v1/flags/${flag}/archive`, {});
  const refused = await api.post(
    `/api/v1/flags/${flag}/environments/${scenario.environment}/flip`,
    { on: true, reason: 'A flip after the end' },
    { allow: [409] },
  );
  const code = textOf(refused.body['code']);
  recorder.add('refusedFlips', { at: now(), flag, status: refused.status, code });
  tell('archived', `${flag} is archived; a further flip was answered ${refused.status} ${code ?? ''}`);
}

/** Whether the remote still has the branches by which the drill's changes came. */
export async function recordBranches({ plan, recorder, site, tell }: Story): Promise<void> {
  const branches = [...plan.changes, plan.fix, plan.cleanUp];
  const there = await Promise.all(branches.map((branch) => site.repository.hasBranch(branch)));
  branches.forEach((branch, index) => recorder.add('branches', { branch, there: there[index] ?? true }));
  tell('branches', `${there.filter(Boolean).length} of ${branches.length} branches are still there`);
}

/** The defect once more, as somebody might write it again: the lesson refuses it at the gate. */
export async function replayDefect({ delivery, plan, recorder, tell }: Story): Promise<void> {
  if (plan.replay === null) return;
  const change = await delivery.open(plan.replay);
  const build = await delivery.build(change);
  const said = conclusionsOf(build);
  await delivery.tellChecks(change.sha, said);
  const attempt = await delivery.merge(change);
  recorder.add('replayedDefect', attempt);
  if (attempt.accepted) throw new CliError('The defect reached trunk again.', 1);
  const red = Object.entries(said).flatMap(([name, conclusion]) => (conclusion === 'success' ? [] : [name]));
  tell('replay', `the same defect again is refused at the gate: ${red.join(', ')} is red`);
}
