import type { Git } from '../git/git.js';
import { commitAt, trunkOf } from '../git/repository.js';

/** What a working tree stands at. */
export interface Checkout {
  commit: string | undefined;
  branch: string | undefined;
  /** Whether that is trunk; undefined: git does not say which branch is. */
  trunk: boolean | undefined;
  committedAt: string | undefined;
  webUrl: string | undefined;
}

/** Variables in which systems of CI name the branch of a checkout that stands on none. */
const BRANCH_OF_CI = ['GITHUB_HEAD_REF', 'GITHUB_REF_NAME', 'CI_COMMIT_REF_NAME', 'BITBUCKET_BRANCH', 'BRANCH_NAME'];

export async function checkoutOf(
  git: Git,
  env: Readonly<Record<string, string | undefined>>,
  asked?: string,
): Promise<Checkout> {
  const commit = (await commitAt(git, 'HEAD')) ?? undefined;
  const trunk = await trunkOf(git);
  const standing = (await git.tryRead(['symbolic-ref', '-q', '--short', 'HEAD'])) ?? undefined;
  const named = BRANCH_OF_CI.map((name) => env[name]).find((name) => name !== undefined && name !== '');
  const atTrunk = commit !== undefined && trunk.tip === commit && trunk.name !== 'HEAD';
  const branch = asked ?? standing ?? named ?? (atTrunk ? trunk.name : undefined);
  const committed = commit && (await git.tryRead(['show', '-s', '--format=%ct', commit]));
  return {
    commit,
    branch,
    trunk: trunk.name === 'HEAD' || branch === undefined ? undefined : branch === trunk.name,
    committedAt: committed ? new Date(Number(committed) * 1000).toISOString() : undefined,
    webUrl: webUrlOf((await git.tryRead(['config', '--get', 'remote.origin.url'])) ?? ''),
  };
}

/** Where people look at a repository, from the address that git fetches from; never with a name or password in it. */
export function webUrlOf(remote: string): string | undefined {
  const match =
    /^(?:(https?):\/\/(?:[^@/]*@)?|ssh:\/\/(?:[^@/]*@)?|(?:[\w.-]+@))([\w.-]+)(?::\d+(?=\/))?[:/](.+?)(?:\.git)?\/*$/i.exec(
      remote.trim(),
    );
  const [, scheme = 'https', host, path] = match ?? [];
  if (host === undefined || path === undefined || !/^[\w./~-]+$/.test(path)) return undefined;
  return `${scheme.toLowerCase()}://${host}/${path.replace(/^\/+/, '')}`;
}
