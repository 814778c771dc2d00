import type { Metric } from './figures';

/** How a number is defined and from what it is computed, as a lead would explain it. */
export const DEFINITIONS: Record<Metric, { what: string; how: readonly string[] }> = {
  leadTime: {
    what: 'From the first commit of a change to the end of the first production deployment that contains it.',
    how: [
      'The median over the changes whose deployment finished in the window. Squash, rebase and cherry-pick keep the original time; merge commits are no changes.',
      'A deployment carries the changes that it lists; else those that the commit graph shows since the deployment before; else those merged since then.',
      'The interval comes from order statistics; there is none for five changes or fewer.',
      'Coding, pickup, review and deploy sum to the total for each change. Their medians need not.',
    ],
  },
  deploymentFrequency: {
    what: 'Successful deployments to production, over the real length of the window.',
    how: [
      'The same deployment told twice counts once; a pipeline that failed before production does not count. Flips of flags are counted apart.',
      'It is a count, not an estimate, so that no interval stands beside it.',
    ],
  },
  changeFailRate: {
    what: 'Deployments that an incident is linked to, of all deployments that finished in the window.',
    how: [
      'An incident is linked to the cause it names; else to what it refers to (flag, change, commit, revert); else to the latest deployment of the same service and environment in the 24 hours before. Anybody who may can correct a link, and the number follows.',
      'Incidents from outside, duplicates and drills fail no deployment. The interval is Wilson’s.',
    ],
  },
  recoveryTime: {
    what: 'From the start of impact to the service being restored. An older name is MTTR.',
    how: [
      'Restored is what somebody stated; else the last flip to off or rollback that held for 10 minutes; else the end of the incident.',
      'A failed deployment counts in the window of its finish, with all its incidents together; a failure caused by a flip, in the window of its start.',
      'The median is Kaplan–Meier’s: failures that are still open count as lasting at least so long. Where fewer than half have recovered there is no median, only a lower bound.',
    ],
  },
  reworkRate: {
    what: 'Deployments made because of an incident or a bug that users met, of all deployments.',
    how: [
      'Hotfixes and rollbacks: by their stated reason, a label, a revert, or because an incident names them as its remedy. Being blamed for an incident is not rework.',
      'The interval is Wilson’s.',
    ],
  },
};
