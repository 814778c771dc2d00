import type { SnapshotEvidence } from '../evidence.js';
import { defineCheck, failed, passed, unless } from './check.js';
import { many, snapshotLink } from './words.js';

const links = ({ before, after }: Record<'before' | 'after', SnapshotEvidence>) => [
  snapshotLink(before.name, before.id),
  snapshotLink(after.name, after.id),
];

export const snapshotsRecomputable = defineCheck({
  id: 'snapshots_recomputable',
  title: 'Both snapshots come out of the same facts again, byte by byte',
  needs: ['snapshots'],
  judge: ({ snapshots }) => {
    const { before, after } = snapshots;
    const faults = [
      ...(before.id === after.id ? ['before and after are one snapshot'] : []),
      ...[before, after].flatMap(({ name, facts, sha256, recomputedSha256 }) => [
        ...(facts.count > 0 && facts.sha256 !== '' ? [] : [`${name} was made from no facts`]),
        ...(sha256 === '' || recomputedSha256 === '' ? [`${name} was not computed again`] : []),
        ...(sha256 === recomputedSha256
          ? []
          : [`${name} is ${sha256.slice(0, 12)}, computed again ${recomputedSha256.slice(0, 12)}`]),
      ]),
    ];
    const told = [before, after].map(
      ({ name, facts, sha256 }) => `${name}: ${many(facts.count, 'fact')}, sha256 ${sha256.slice(0, 12)} both times`,
    );
    return unless(faults, `${told.join('; ')}.`, ...links(snapshots));
  },
});

export const sameChanges = defineCheck({
  id: 'same_changes',
  title: 'Both snapshots are of the same list of changes',
  needs: ['snapshots'],
  judge: ({ snapshots }) => {
    const { before, after, workload } = snapshots;
    const faults = [
      ...(before.changes.length === 0 ? ['no changes are listed'] : []),
      ...(before.changes.length === after.changes.length &&
      before.changes.every((change, index) => change === after.changes[index])
        ? []
        : [`before: ${before.changes.join(', ') || 'none'}; after: ${after.changes.join(', ') || 'none'}`]),
      ...(workload === 'same' || workload === 'insufficient_data' ? [] : [`DORA calls the workload ${workload}`]),
    ];
    const small = workload === 'same' ? '' : ', too few deployments for DORA to say more about the mix';
    return unless(
      faults,
      `The same ${many(before.changes.length, 'change')} in the same order${small}.`,
      ...links(snapshots),
    );
  },
});

export const COMPARED = ['leadTime', 'deploymentFrequency', 'changeFailRate', 'recoveryTime'] as const;
const VERDICTS = ['improved', 'worse', 'inconclusive', 'insufficient_data'];

export const comparedWithVerdicts = defineCheck({
  id: 'compared_with_verdicts',
  title: 'The four keys were compared, with n and a verdict each',
  needs: ['snapshots'],
  judge: ({ snapshots }) => {
    const judged = COMPARED.map((metric) => {
      const compared = snapshots.verdicts[metric];
      if (compared === undefined) return { fault: `${metric} was not compared` };
      const [before, after] = [countOf(compared.before), countOf(compared.after)];
      if (before === null || after === null) return { fault: `${metric} does not say of how many` };
      if (!VERDICTS.includes(compared.verdict)) return { fault: `${metric} has the verdict "${compared.verdict}"` };
      if (compared.verdict === 'insufficient_data' && !(compared.neededN !== null && compared.neededN > 0))
        return { fault: `${metric} has too few data and does not say how many it would take` };
      const needed = compared.neededN === null ? '' : `, would need ${compared.neededN}`;
      return { told: `${metric} ${compared.verdict} (n ${before} and ${after}${needed})` };
    });
    const faults = judged.flatMap(({ fault }) => fault ?? []);
    if (faults.length > 0) return failed(`${faults.join('; ')}.`, ...links(snapshots));
    return passed(`${judged.flatMap(({ told }) => told ?? []).join('; ')}.`, ...links(snapshots));
  },
});

/** The `n` of one side of a comparison. */
export function countOf(side: unknown): number | null {
  const n = typeof side === 'object' && side !== null && 'n' in side ? side.n : null;
  return typeof n === 'number' && Number.isFinite(n) ? n : null;
}
