import pc from 'picocolors';
import type { ImportSummary } from './import-git.js';

const FROM = { tags: 'from tags', merges: 'one a merge', branch: 'one a commit of trunk' } as const;

export function summaryLines(summary: ImportSummary): string[] {
  const { counts, totals } = summary;
  const lines = [
    `${pc.bold(summary.repository)} (${summary.branch}) → service ${pc.bold(summary.service)}, in ${summary.seconds} s`,
    `  ${counts.commits} commits, ${counts.changes} changes, ${counts.deployments} deployments (${FROM[summary.deploymentsFrom]})`,
  ];
  if (totals) {
    lines.push(`  ${totals.accepted} new, ${totals.unchanged} known already, ${totals.rejected} rejected`);
    for (const [code, { count, example }] of totals.reasons) lines.push(pc.red(`  ${count} × ${code}: ${example}`));
  }
  if (counts.mendedTimes > 0)
    lines.push(pc.yellow(`  ${counts.mendedTimes} commits or tags had a time that cannot be true; it was replaced.`));
  for (const note of counts.notes) lines.push(pc.yellow(`  ${note}`));
  if (!totals && counts.commits > 0) lines.push('  Dry run: nothing was sent.');
  if (totals) lines.push('', `Next: loop status --service ${summary.service}`);
  return lines;
}

export function summaryJson(summary: ImportSummary): object {
  const { totals, counts, ...rest } = summary;
  const { notes, newestDeployment, ...numbers } = counts;
  return {
    ...rest,
    ...numbers,
    newestDeployment: newestDeployment === null ? null : new Date(newestDeployment).toISOString(),
    notes,
    facts:
      totals === null
        ? null
        : {
            sent: totals.sent,
            accepted: totals.accepted,
            unchanged: totals.unchanged,
            rejected: totals.rejected,
            reasons: [...totals.reasons].map(([code, reason]) => ({ code, ...reason })),
          },
  };
}
