import type { MergeAttempt } from '../../../drills/index.js';
import { CliError } from '../../cli-error.js';
import { CHECKS } from '../lab/ci.js';
import { conclusionsOf } from './delivery.js';
import type { Story } from './story.js';

const GREEN = { unit: 'success', contract: 'success', property: 'success' } as const;

/** Guards trunk, and shows that a commit that nobody tested does not get in. */
export async function guardTrunk({ site, cast, api, recorder, tell }: Story): Promise<void> {
  const { repository } = site;
  repository.guard({ url: api.url, token: cast.gate });
  await repository.branch('untested');
  await repository.empty('A commit that nobody tested');
  const { accepted, detail } = await repository.pushToTrunk();
  recorder.add('trunk', {
    repository: repository.name,
    trunk: repository.trunk,
    hook: repository.guarded,
    unguardedPush: { accepted, detail },
  });
  tell('trunk', `${repository.trunk} is guarded: a commit without checks was ${accepted ? 'LET IN' : 'refused'}`);
}

/** One green change, held against the gate with each way of not being green, then let in. */
export async function proveGate(story: Story, name: string): Promise<void> {
  const { delivery, recorder, run, tell } = story;
  const change = await delivery.open(name);
  const build = await delivery.build(change);
  const real = conclusionsOf(build);
  const tries: NonNullable<MergeAttempt['forced']>[] = [
    { check: 'property', conclusion: 'missing' },
    ...CHECKS.map((check) => ({ check, conclusion: 'failure' as const })),
    { check: 'unit', conclusion: 'skipped' },
    { check: 'contract', conclusion: 'neutral' },
  ];
  let refused = 0;
  for (const forced of tries) {
    await run.mayGoOn();
    const { check, conclusion } = forced;
    const others = Object.fromEntries(Object.entries(GREEN).filter(([other]) => other !== check));
    await delivery.tellChecks(change.sha, conclusion === 'missing' ? others : { ...GREEN, [check]: conclusion });
    const attempt = await delivery.merge(change, forced);
    recorder.add('merges', attempt);
    if (!attempt.accepted) refused += 1;
  }
  await delivery.tellChecks(change.sha, real);
  const merged = await delivery.merge(change);
  recorder.add('merges', merged);
  if (!merged.accepted) throw new CliError(`Green did not open the gate: ${merged.detail}`, 1);
  tell('merge gate', `${refused} of ${tries.length} pushes with a check not green were refused, green got in`);
  await delivery.deploy(change.sha, [change]);
  await story.site.repository.deleteBranch(change.branch);
}
