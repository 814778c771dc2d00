import type { Deployment } from '../../ingest/index.js';
import type { Flip } from '../../flags/index.js';

/** A deployment or a flip of a service: what may have changed how it behaves. */
export interface RecentChange {
  kind: 'deployment' | 'flip';
  id: string;
  at: Date;
  environment: string;
  title: string;
  sha?: string;
  flag?: string;
  on?: boolean;
  actor?: string;
  url?: string;
}

const SHORT_SHA = 7;

/** The newest of both, at most `limit`. A deployment of which no time is known cannot be placed and is left out. */
export function recentChanges(deployments: Deployment[], flips: Flip[], limit: number): RecentChange[] {
  return [...deployments.flatMap(ofDeployment), ...flips.map(ofFlip)]
    .toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1))
    .slice(0, limit);
}

function ofDeployment(deployment: Deployment): RecentChange[] {
  const { id, environment, sha, url } = deployment;
  const at = deployment.finishedAt ?? deployment.startedAt;
  if (at === null) return [];
  return [
    {
      kind: 'deployment',
      id,
      at,
      environment,
      title: titleOf(deployment),
      ...(sha === null ? {} : { sha }),
      ...(url === null ? {} : { url }),
    },
  ];
}

function titleOf({ status, reason, sha }: Deployment): string {
  const what = sha === null ? 'an unknown commit' : sha.slice(0, SHORT_SHA);
  if (status === 'failure') return `Deploying ${what} failed`;
  if (status === 'cancelled') return `Deploying ${what} was cancelled`;
  if (status === 'in_progress') return `Deploying ${what}`;
  return reason === 'rollback' ? `Rolled back to ${what}` : `Deployed ${what}`;
}

function ofFlip({ id, at, environment, flag, on, kill, actor }: Flip): RecentChange {
  const did = kill ? 'killed' : on ? 'switched on' : 'switched off';
  return { kind: 'flip', id, at, environment, title: `${flag} ${did}`, flag, on, actor };
}
