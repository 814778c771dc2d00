import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../bin/build.js';
import { startApp, type TestApp } from '../support/index.js';

const LOOP = join(import.meta.dirname, '..', '..', 'bin', 'loop.js');

let app: TestApp;
let root: string;
let clone: string;

beforeAll(async () => {
  await ensureBuilt();
  app = await startApp();
  await app.service({ key: 'shop', repository: 'acme/shop' });
  root = mkdtempSync(join(tmpdir(), 'loop-gate-'));
  clone = join(root, 'clone');
  const bare = join(root, 'shop.git');
  await git(root, 'init', '-q', '--bare', '--initial-branch=main', bare);
  await git(root, 'clone', '-q', bare, clone);
  await commit('first');
  await git(clone, 'push', '-q', 'origin', 'main');
  const hook = join(bare, 'hooks', 'pre-receive');
  writeFileSync(hook, `#!/bin/sh\nexec "${process.execPath}" "${LOOP}" gate pre-receive --repository acme/shop\n`);
  chmodSync(hook, 0o755);
}, 120_000);
afterAll(async () => {
  await app.close();
  rmSync(root, { recursive: true, force: true });
});

interface Said {
  code: number;
  text: string;
}

function run(cwd: string, args: string[], env: Record<string, string> = {}): Promise<Said> {
  const own = {
    PATH: process.env['PATH'] ?? '',
    HOME: root,
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
    LOOP_URL: app.url,
    LOOP_TOKEN: app.admin,
    ...env,
  };
  return new Promise((resolve) =>
    execFile('git', args, { cwd, env: own }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, text: `${stdout}${stderr}` }),
    ),
  );
}

async function git(cwd: string, ...args: string[]): Promise<string> {
  const { code, text } = await run(cwd, args);
  if (code !== 0) throw new Error(`git ${args.join(' ')}: ${text}`);
  return text.trim();
}

async function commit(message: string): Promise<string> {
  await git(clone, 'commit', '-q', '--allow-empty', '-m', message);
  return git(clone, 'rev-parse', 'HEAD');
}

const push = (env?: Record<string, string>, ...refs: string[]): Promise<Said> =>
  run(clone, ['push', 'origin', ...(refs.length > 0 ? refs : ['main'])], env);
const trunk = (): Promise<string> =>
  git(clone, 'ls-remote', 'origin', 'refs/heads/main').then((line) => line.slice(0, 40));

async function check(sha: string, conclusion: string | null): Promise<void> {
  await app.facts([
    {
      kind: 'check',
      id: `c-${sha}`,
      repository: 'acme/shop',
      sha,
      name: 'unit',
      app: 'ci',
      conclusion,
      attempt: (attempt += 1),
    },
  ]);
}
let attempt = 0;

describe('a pre-receive hook over the merge guard', () => {
  it.each(['failure', 'skipped', 'neutral', null])('refuses a head whose check concluded %s', async (conclusion) => {
    const before = await trunk();
    await check(await commit('wanted'), conclusion);
    const { code, text } = await push();
    expect(code).not.toBe(0);
    expect(text).toContain('unit');
    expect(text).toContain('refs/heads/main stays where it is.');
    expect(await trunk()).toBe(before);
  });

  it('refuses a head that no check was reported for', async () => {
    await commit('untested');
    const { code, text } = await push();
    expect({ code: code !== 0, text }).toMatchObject({
      code: true,
      text: expect.stringContaining('No blocking check'),
    });
  });

  it('lets a green head in', async () => {
    const sha = await git(clone, 'rev-parse', 'HEAD');
    await check(sha, 'success');
    const { code, text } = await push();
    expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining('PASS') });
    expect(await trunk()).toBe(sha);
  });

  it('lets other branches and tags through, and one push with a red trunk moves none of them', async () => {
    await git(clone, 'branch', '-f', 'topic');
    await git(clone, 'tag', 'v1');
    expect(await push({}, 'topic', 'v1')).toMatchObject({ code: 0 });
    await commit('red');
    await git(clone, 'branch', '-f', 'other');
    expect((await push({}, 'main', 'other')).code).not.toBe(0);
    expect(await git(clone, 'ls-remote', 'origin', 'refs/heads/other')).toBe('');
    await git(clone, 'reset', '-q', '--hard', 'origin/main');
  });

  it('lets nobody take back or delete trunk', async () => {
    const before = await trunk();
    await git(clone, 'checkout', '-q', '-b', 'aside', 'HEAD~1');
    await check(await commit('another way'), 'success');
    const forced = await push({}, '+aside:main');
    expect(forced).toMatchObject({ code: 1, text: expect.stringContaining('only grows') });
    const deleted = await push({}, ':main');
    expect(deleted).toMatchObject({ code: 1, text: expect.stringContaining('cannot be deleted') });
    expect(await trunk()).toBe(before);
    await git(clone, 'checkout', '-q', 'main');
  });

  it('lets nothing in while the guard cannot be asked', async () => {
    const before = await trunk();
    await check(await commit('green, but nobody can say so'), 'success');
    for (const [name, value] of [
      ['LOOP_URL', 'http://127.0.0.1:9'],
      ['LOOP_TOKEN', 'wrong'],
    ] as const)
      expect((await push({ [name]: value })).code).not.toBe(0);
    expect(await trunk()).toBe(before);
    expect((await push()).code).toBe(0);
  });
});
