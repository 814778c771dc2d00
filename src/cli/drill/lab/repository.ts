import { chmodSync, cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CliError } from '../../cli-error.js';
import type { Children } from './children.js';
import { INSTALLATION } from './installation.js';

export interface Pushed {
  accepted: boolean;
  before: string;
  after: string;
  /** Id of the verdict that the hook named; null: none. */
  verdict: string | null;
  detail: string;
}

export interface Guard {
  url: string;
  token: string;
}

const TRUNK = 'main';
/** What of the shop is no part of its repository. */
const LEFT_OUT = new Set(['drills', 'tsconfig.json', 'node_modules']);

/** The shop as a git repository of its own: a bare remote whose trunk may be guarded, and one clone to work in. */
export class Repository {
  readonly trunk = TRUNK;
  private readonly bare: string;
  private readonly clone: string;
  private readonly trees = new Map<string, string>();

  private constructor(
    private readonly children: Children,
    private readonly folder: string,
    readonly name: string,
  ) {
    this.bare = join(folder, 'remote.git');
    this.clone = join(folder, 'clone');
  }

  /** Made from the files of `shop`, which are not changed. Its first commit is pushed before any guard is there. */
  static async make(children: Children, folder: string, name: string, shop: string): Promise<Repository> {
    mkdirSync(folder, { recursive: true });
    const made = new Repository(children, folder, name);
    await made.git(folder, 'init', '-q', '--bare', `--initial-branch=${TRUNK}`, made.bare);
    await made.git(folder, 'clone', '-q', made.bare, made.clone);
    await made.git(made.clone, 'checkout', '-q', '-B', TRUNK);
    cpSync(shop, made.clone, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
    await made.commit('The shop as it is', TRUNK);
    await made.git(made.clone, 'push', '-q', 'origin', TRUNK);
    return made;
  }

  /** Guards trunk by the merge guard: from here on, only green commits get in. */
  guard({ url, token }: Guard): void {
    const hook = join(this.bare, 'hooks', 'pre-receive');
    mkdirSync(join(this.bare, 'hooks'), { recursive: true });
    const environment = `LOOP_URL='${url}' LOOP_TOKEN='${token}'`;
    const command = `"${process.execPath}" "${join(INSTALLATION, 'bin', 'loop.js')}" gate pre-receive --repository "${this.name}"`;
    writeFileSync(hook, `#!/bin/sh\n${environment} exec ${command}\n`);
    // It bears a token.
    chmodSync(hook, 0o700);
  }

  /** A branch from trunk as it stands now. */
  async branch(name: string): Promise<void> {
    await this.git(this.clone, 'fetch', '-q', 'origin');
    await this.git(this.clone, 'checkout', '-q', '-B', name, `origin/${TRUNK}`);
  }

  /** Applies a patch to what is checked out and commits it under the patch's first line. */
  async apply(patch: string): Promise<{ sha: string; title: string }> {
    await this.git(this.clone, 'apply', '--whitespace=nowarn', patch);
    const title = readFileSync(patch, 'utf8').split('\n', 1)[0] ?? 'A change';
    return { sha: await this.commit(title), title };
  }

  async empty(title: string): Promise<string> {
    await this.git(this.clone, 'commit', '-q', '--allow-empty', '-m', title);
    return this.head();
  }

  async pushBranch(name: string): Promise<void> {
    await this.git(this.clone, 'push', '-q', 'origin', `+HEAD:refs/heads/${name}`);
  }

  async deleteBranch(name: string): Promise<void> {
    await this.git(this.clone, 'push', '-q', 'origin', `:${name}`);
  }

  async hasBranch(name: string): Promise<boolean> {
    return (await this.git(this.clone, 'ls-remote', 'origin', `refs/heads/${name}`)) !== '';
  }

  /** Where trunk stands at the remote. */
  async tip(): Promise<string> {
    return (await this.git(this.clone, 'ls-remote', 'origin', `refs/heads/${TRUNK}`)).slice(0, 40);
  }

  /** Tries to move trunk to what is checked out. */
  async pushToTrunk(): Promise<Pushed> {
    const before = await this.tip();
    const { code, output } = await this.say(this.clone, ['push', 'origin', `HEAD:${TRUNK}`]);
    const after = await this.tip();
    return { accepted: code === 0, before, after, verdict: verdictIn(output), detail: withoutPrefix(output) };
  }

  /** The files of a commit, in a folder of their own. */
  async tree(sha: string): Promise<string> {
    const known = this.trees.get(sha);
    if (known !== undefined) return known;
    const path = join(this.folder, 'trees', sha.slice(0, 12));
    await this.git(this.clone, 'worktree', 'add', '-q', '--detach', path, sha);
    this.trees.set(sha, path);
    return path;
  }

  /** Whether the remote has an executable hook that guards its trunk. */
  get guarded(): boolean {
    const hook = statSync(join(this.bare, 'hooks', 'pre-receive'), { throwIfNoEntry: false });
    return hook !== undefined && (hook.mode & 0o100) !== 0;
  }

  private async commit(title: string, branch?: string): Promise<string> {
    await this.git(this.clone, 'add', '-A');
    await this.git(this.clone, 'commit', '-q', '-m', title);
    if (branch !== undefined) await this.git(this.clone, 'branch', '-q', '-M', branch);
    return this.head();
  }

  /** The commit that is checked out. */
  head(): Promise<string> {
    return this.git(this.clone, 'rev-parse', 'HEAD');
  }

  private async git(cwd: string, ...args: string[]): Promise<string> {
    const { code, output } = await this.say(cwd, args);
    if (code !== 0) throw new CliError(`git ${args[0] ?? ''} failed in the drill's repository: ${output.trim()}`);
    return output.trim();
  }

  private say(cwd: string, args: string[]): Promise<{ code: number; output: string }> {
    const identity = ['-c', 'user.name=Drill', '-c', 'user.email=drill@example.com', '-c', 'commit.gpgsign=false'];
    const env = { HOME: this.folder, GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0' };
    return this.children.run('git', [...identity, ...args], { cwd, env });
  }
}

function verdictIn(output: string): string | null {
  return /\/verdicts\/([\w-]+)/.exec(output)?.[1] ?? null;
}

function withoutPrefix(output: string): string {
  return output
    .split('\n')
    .map((line) => line.replace(/^remote: ?/, '').trimEnd())
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, 2_000);
}
