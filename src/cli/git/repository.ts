import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { CliError } from '../cli-error.js';
import type { Git } from './git.js';

/** Trunk of a clone: how people call it, and its newest commit (null while the repository has no commit). */
export interface Trunk {
  name: string;
  tip: string | null;
}

/** The branch asked for, else what origin calls its default, else main, master or trunk, else what is checked out. */
export async function trunkOf(git: Git, asked?: string): Promise<Trunk> {
  if (asked !== undefined) {
    for (const name of [asked, `refs/heads/${asked}`, `refs/remotes/origin/${asked}`]) {
      const tip = await commitAt(git, name);
      if (tip !== null) return { name: asked, tip };
    }
    throw new CliError(
      `There is no branch "${asked}" in ${git.path}. See "git branch -a", and give one with --branch.`,
    );
  }
  const origin = (await git.tryRead(['symbolic-ref', '-q', 'refs/remotes/origin/HEAD']))?.replace(
    'refs/remotes/origin/',
    '',
  );
  const names = [...(origin === undefined ? [] : [origin]), 'main', 'master', 'trunk'];
  const head = await commitAt(git, 'HEAD');
  if ((await git.tryRead(['rev-parse', '--is-bare-repository'])) === 'true' && head !== null) {
    const name = (await git.tryRead(['symbolic-ref', '-q', '--short', 'HEAD'])) ?? 'HEAD';
    return { name, tip: head };
  }
  for (const name of names) {
    const local = await commitAt(git, `refs/heads/${name}`);
    const remote = await commitAt(git, `refs/remotes/origin/${name}`);
    const tip = await newerOf(git, local, remote);
    if (tip !== null) return { name, tip };
  }
  return { name: 'HEAD', tip: head };
}

/** A local branch that only lags behind its origin gives way to it. */
async function newerOf(git: Git, local: string | null, remote: string | null): Promise<string | null> {
  if (local === null || remote === null) return local ?? remote;
  return (await git.tryRead(['merge-base', '--is-ancestor', local, remote])) === null ? local : remote;
}

export async function commitAt(git: Git, name: string): Promise<string | null> {
  return git.tryRead(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
}

/** `owner/name` of the address that origin points to; null without origin or with an address that has no owner. */
export async function originOf(git: Git): Promise<string | null> {
  const url = await git.tryRead(['config', '--get', 'remote.origin.url']);
  return url === null ? null : repositoryOfUrl(url);
}

export function repositoryOfUrl(url: string): string | null {
  const remote = /^(?:[a-z+]+:\/\/[^/]+\/|[\w.-]+@[\w.-]+:|[\w.-]+\.[\w.-]+:)(.+?)(?:\.git)?\/*$/i.exec(url.trim());
  if (!remote || /^file:/i.test(url)) return null;
  const parts = (remote[1] ?? '').split('/').filter((part) => part !== '');
  const [owner, name] = parts.slice(-2);
  if (owner === undefined || name === undefined) return null;
  return /^[\w.-]+$/.test(owner) && /^[\w.-]+$/.test(name) ? `${owner}/${name}` : null;
}

/** A name for a clone that comes from nowhere: `local/<folder>`. */
export async function localName(git: Git, cwd: string): Promise<string> {
  const top = (await git.tryRead(['rev-parse', '--show-toplevel'])) || resolve(cwd, git.path);
  const folder = basename(top === '' ? 'repository' : top)
    .replace(/\.git$/, '')
    .replaceAll(/[^\w.-]+/g, '-');
  return `local/${folder.slice(0, 150) || 'repository'}`;
}

/** Commits at which a shallow clone ends: their parents are not known. */
export async function shallowCommits(git: Git): Promise<ReadonlySet<string>> {
  if ((await git.tryRead(['rev-parse', '--is-shallow-repository'])) !== 'true') return new Set();
  const file = resolve(git.path, await git.read(['rev-parse', '--git-path', 'shallow']));
  const text = await readFile(file, 'utf8');
  return new Set(text.split('\n').filter((line) => line !== ''));
}
