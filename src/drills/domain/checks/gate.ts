import type { MergeAttempt } from '../evidence.js';
import { defineCheck, failed, passed, unless } from './check.js';
import { iso, many, short, timeOf, verdictLink } from './words.js';

export const gateRequired = defineCheck({
  id: 'gate_required',
  title: 'The merge gate is required on trunk',
  needs: ['trunk', 'blockingChecks'],
  judge: ({ trunk, blockingChecks, run }) => {
    const { repository, trunk: branch, hook, unguardedPush } = trunk;
    const faults = [
      ...(hook ? [] : [`${repository} has no executable hook that asks the merge guard`]),
      ...(unguardedPush.accepted ? ['a push of a commit without any checks was let in'] : []),
      ...(run.repository !== null && run.repository !== repository
        ? [`the guarded repository is ${repository}, the run's is ${run.repository}`]
        : []),
    ];
    return unless(
      faults,
      `${branch} of ${repository} asks the merge guard about ${many(blockingChecks.length, 'blocking check')} (${blockingChecks.join(', ')}); a push of a commit without checks was refused.`,
    );
  },
});

/** Why an attempt is no refusal by the merge guard; null: it is one. */
export function notRefused(attempt: MergeAttempt): string | null {
  if (attempt.accepted) return `${short(attempt.sha)} was let in`;
  if (attempt.trunkAfter !== attempt.trunkBefore)
    return `trunk moved from ${short(attempt.trunkBefore)} to ${short(attempt.trunkAfter)} although ${short(attempt.sha)} was refused`;
  if (attempt.verdict === null) return `the refusal of ${short(attempt.sha)} names no verdict of the merge guard`;
  return null;
}

function forcedTo(merges: readonly MergeAttempt[], conclusion: string, check?: string): MergeAttempt[] {
  return merges.filter(
    ({ forced }) => forced?.conclusion === conclusion && (check === undefined || forced.check === check),
  );
}

export const redRefused = defineCheck({
  id: 'red_refused',
  title: 'A forced red on each blocking check refused the merge',
  needs: ['merges', 'blockingChecks'],
  judge: ({ merges, blockingChecks }) => {
    const faults = blockingChecks.flatMap((check) => {
      const attempts = forcedTo(merges, 'failure', check);
      if (attempts.length === 0) return [`nobody tried to merge with ${check} red`];
      return attempts.flatMap((attempt) => notRefused(attempt) ?? []).map((why) => `${check} red: ${why}`);
    });
    return unless(
      faults,
      `Red on each of ${many(blockingChecks.length, 'check')} (${blockingChecks.join(', ')}) was refused, and trunk stayed where it was.`,
      ...forcedTo(merges, 'failure').flatMap(({ verdict }) => verdictLink(verdict)),
    );
  },
});

export const notGreenRefused = defineCheck({
  id: 'not_green_refused',
  title: 'Skipped, neutral and missing are refused like red',
  needs: ['merges', 'blockingChecks'],
  judge: ({ merges, blockingChecks }) => {
    const kinds = ['skipped', 'neutral', 'missing'] as const;
    const faults = kinds.flatMap((kind) => {
      const attempts = forcedTo(merges, kind).filter(({ forced }) => blockingChecks.includes(forced?.check ?? ''));
      if (attempts.length === 0) return [`nobody tried to merge with a blocking check ${kind}`];
      return attempts.flatMap((attempt) => notRefused(attempt) ?? []).map((why) => `${kind}: ${why}`);
    });
    return unless(
      faults,
      `${kinds.map((kind) => `${kind} ${forcedTo(merges, kind).length}×`).join(', ')}: all refused, and trunk stayed where it was.`,
      ...kinds.flatMap((kind) => forcedTo(merges, kind)).flatMap(({ verdict }) => verdictLink(verdict)),
    );
  },
});

/** Let in with all checks green, and trunk stands there now. */
export function isGreenMerge({ accepted, forced, trunkBefore, trunkAfter, sha }: MergeAttempt): boolean {
  return accepted && forced === null && trunkAfter === sha && trunkAfter !== trunkBefore;
}

export const greenOpens = defineCheck({
  id: 'green_opens',
  title: 'Green opened the gate for what red had closed it to',
  needs: ['merges', 'blockingChecks'],
  judge: ({ merges, blockingChecks }) => {
    const red = forcedTo(merges, 'failure').filter(({ forced, accepted }) => {
      return !accepted && blockingChecks.includes(forced?.check ?? '');
    });
    if (red.length === 0) return failed('No red merge was refused, so there was nothing for green to open.');
    const changes = [...new Set(red.map(({ change }) => change))];
    const judged = changes.map((change) => {
      const refusals = red.filter((attempt) => attempt.change === change).map(({ at }) => timeOf(at));
      if (refusals.includes(null)) return { fault: `a refusal of ${change} does not say when it was` };
      const last = Math.max(...refusals.filter((time) => time !== null));
      const green = merges.find((attempt) => {
        const time = timeOf(attempt.at);
        return attempt.change === change && isGreenMerge(attempt) && time !== null && time > last;
      });
      if (green === undefined)
        return { fault: `${change} was never let in with all checks green after it was refused at ${iso(last)}` };
      return { green };
    });
    const greens = judged.flatMap(({ green }) => green ?? []);
    const faults = judged.flatMap(({ fault }) => fault ?? []);
    if (faults.length > 0) return failed(`${faults.join('; ')}.`);
    return passed(
      `${greens.map(({ change, sha }) => `${change} was let in green, and trunk stands at ${short(sha)}`).join('; ')}.`,
      ...greens.flatMap(({ verdict }) => verdictLink(verdict)),
    );
  },
});
