import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/index.js';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;
let root: string;
let made = 0;

beforeAll(async () => {
  app = await startApp();
  root = mkdtempSync(join(tmpdir(), 'loop-import-'));
});
afterAll(async () => {
  await app.close();
  rmSync(root, { recursive: true, force: true });
});

async function loop(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await main(argv, {
    out: (text) => void (out += `${text}\n`),
    err: (text) => void (err += `${text}\n`),
    env: { LOOP_URL: app.url, LOOP_TOKEN: app.admin },
    cwd: root,
    tty: false,
    stdin: () => Promise.resolve(''),
  });
  return { code, out, err };
}

/** A repository whose clock is set by hand: minutes after 2026-03-02 09:00 UTC. */
class Repository {
  readonly dir: string;
  constructor() {
    made += 1;
    this.dir = join(root, `repo-${made}`);
    execFileSync('git', ['init', '-q', '-b', 'main', this.dir]);
  }

  git(args: string[], minutes = 0, authored = minutes): string {
    const at = (offset: number): string => `${Date.UTC(2026, 2, 2, 9, offset) / 1000} +0000`;
    return execFileSync('git', ['-C', this.dir, '-c', 'commit.gpgsign=false', ...args], {
      encoding: 'utf8',
      env: {
        ...process.env,
        GIT_AUTHOR_NAME: 'Ada',
        GIT_AUTHOR_EMAIL: 'ada@example.com',
        GIT_COMMITTER_NAME: 'Ada',
        GIT_COMMITTER_EMAIL: 'ada@example.com',
        GIT_AUTHOR_DATE: at(authored),
        GIT_COMMITTER_DATE: at(minutes),
        GIT_CONFIG_GLOBAL: '/dev/null',
      },
    }).trim();
  }

  commit(message: string, minutes: number, file = 'a.txt'): string {
    writeFileSync(join(this.dir, file), `${message} ${minutes}`);
    this.git(['add', '.']);
    this.git(['commit', '-q', '-m', message], minutes);
    return this.git(['rev-parse', 'HEAD']);
  }

  merge(branch: string, message: string, minutes: number): string {
    this.git(['merge', '-q', '--no-ff', '-m', message, branch], minutes);
    return this.git(['rev-parse', 'HEAD']);
  }
}

async function change(id: string): Promise<Record<string, unknown>> {
  const response = await app.as().get(`/api/v1/changes/${encodeURIComponent(id)}`);
  expect(response.status).toBe(200);
  return response.body;
}

describe('loop import git', () => {
  it('takes merges, squashes, direct commits, picks, reverts and tags', async () => {
    const repo = new Repository();
    repo.commit('Begin', 0);
    repo.git(['tag', 'v1.0.0'], 1);
    repo.git(['checkout', '-q', '-b', 'topic']);
    const first = repo.commit('Part one', 10, 'b.txt');
    const second = repo.commit('Part two', 20, 'c.txt');
    repo.git(['checkout', '-q', 'main']);
    const squash = repo.commit('Squashed work (#11)', 25, 'd.txt');
    const merge = repo.merge('topic', 'Merge pull request #12 from acme/topic\n\nTake cards', 30);
    const direct = repo.commit('Straight to trunk', 40, 'e.txt');
    repo.git(['tag', '-a', '-m', 'out', 'v1.1.0'], 55);
    repo.git(['revert', '--no-edit', '-m', '1', merge], 60);
    const revert = repo.git(['rev-parse', 'HEAD']);
    repo.git(['checkout', '-q', '-b', 'release', 'v1.1.0']);
    repo.git(['commit', '-q', '--allow-empty', '-m', `Fix\n\n(cherry picked from commit ${direct})`], 70);
    const picked = repo.git(['rev-parse', 'HEAD']);
    repo.git(['tag', 'v1.1.1'], 70);
    repo.git(['tag', 'v2.0.0-rc.1'], 71);
    repo.git(['checkout', '-q', 'main']);

    const run = await loop(
      'import',
      'git',
      repo.dir,
      '--service',
      'shop',
      '--create',
      '--team',
      'web',
      '--repository',
      'acme/shop',
      '--json',
    );
    expect(run.err).toBe('');
    expect(run.code).toBe(0);
    const told = JSON.parse(run.out);
    expect(told).toMatchObject({
      repository: 'acme/shop',
      branch: 'main',
      deploymentsFrom: 'tags',
      commits: 8,
      changes: 5,
      deployments: 3,
    });
    expect(told.facts).toMatchObject({ sent: 16, accepted: 16, unchanged: 0, rejected: 0 });

    expect(await change('acme/shop#12')).toMatchObject({
      title: 'Take cards',
      author: 'Ada',
      authorType: 'human',
      firstCommitAt: '2026-03-02T09:10:00.000Z',
      mergedAt: '2026-03-02T09:30:00.000Z',
      mergeSha: merge,
      headSha: second,
      services: ['shop'],
      reverts: null,
    });
    const shas = ((await change('acme/shop#12'))['commits'] as { sha: string }[]).map(({ sha }) => sha);
    expect(shas.toSorted()).toEqual([first, second].toSorted());
    expect(await change('acme/shop#11')).toMatchObject({ mergeSha: squash });
    expect(await change(`acme/shop@${direct}`)).toMatchObject({ title: 'Straight to trunk' });
    expect(await change(`acme/shop@${revert}`)).toMatchObject({ reverts: 'acme/shop#12' });
    const commits = await app.sql<{ sha: string; cherry_pick_of: string | null; parents: string[] }>(
      'select sha, cherry_pick_of, parents from commits where repository = $1',
      ['acme/shop'],
    );
    expect(commits).toHaveLength(8);
    expect(commits.find(({ sha }) => sha === picked)?.cherry_pick_of).toBe(direct);
    expect(commits.find(({ sha }) => sha === merge)?.parents).toEqual([squash, second]);
    const deployments = await app.sql('select id, sha, finished_at from deployments order by finished_at');
    expect(deployments).toMatchObject([
      { id: 'git:acme/shop:v1.0.0' },
      { id: 'git:acme/shop:v1.1.0', sha: direct, finished_at: new Date('2026-03-02T09:55:00Z') },
      { id: 'git:acme/shop:v1.1.1', sha: picked },
    ]);

    repo.commit('One more', 90, 'f.txt');
    const again = JSON.parse((await loop('import', 'git', repo.dir, '--service', 'shop', '--json')).out);
    expect(again.facts).toMatchObject({ accepted: 2, unchanged: 16, rejected: 0 });
  });

  it('takes merges for deployments where no tag is, else every commit of trunk', async () => {
    const plain = new Repository();
    plain.commit('One', 0);
    plain.commit('Two', 5);
    const one = JSON.parse(
      (await loop('import', 'git', plain.dir, '--service', 'plain', '--create', '--team', 'web', '--json')).out,
    );
    expect(one).toMatchObject({
      deploymentsFrom: 'branch',
      deployments: 2,
      repository: expect.stringMatching(/^local\/repo-/),
    });

    plain.git(['checkout', '-q', '-b', 'topic']);
    plain.commit('Three', 10, 'x');
    plain.git(['checkout', '-q', 'main']);
    plain.merge('topic', "Merge branch 'topic'", 15);
    const merged = JSON.parse(
      (await loop('import', 'git', plain.dir, '--service', 'plain', '--dry-run', '--json')).out,
    );
    expect(merged).toMatchObject({ deploymentsFrom: 'merges', deployments: 1, facts: null });
  });

  it('reads bare, shallow and blobless clones without fetching', async () => {
    const repo = new Repository();
    for (let i = 0; i < 4; i += 1) repo.commit(`Commit ${i}`, i, `dir-${i}`);
    repo.git(['config', 'uploadpack.allowFilter', 'true']);
    const clone = (name: string, ...args: string[]): string => {
      const to = join(root, `${name}-${made}`);
      execFileSync('git', ['clone', '-q', ...args, `file://${repo.dir}`, to]);
      return to;
    };
    const create = ['--create', '--team', 'web', '--json'];
    const bare = JSON.parse((await loop('import', 'git', clone('bare', '--bare'), '--service', 'bare', ...create)).out);
    expect(bare).toMatchObject({ commits: 4, changes: 4 });

    const blobless = clone('blobless', '--no-checkout', '--filter=blob:none');
    const missing = (): string =>
      execFileSync('git', ['-C', blobless, 'rev-list', '--objects', '--missing=print', '--all'], {
        encoding: 'utf8',
        env: { ...process.env, GIT_ALLOW_PROTOCOL: 'none' },
      });
    const before = missing();
    expect(before).toMatch(/^\?/m);
    const partial = JSON.parse(
      (await loop('import', 'git', blobless, '--service', 'partial', '--paths', ...create)).out,
    );
    expect(partial).toMatchObject({ commits: 4, notes: [] });
    expect(missing()).toBe(before);
    const paths = await app.sql<{ paths: string[] }>(
      'select paths from commits where repository = $1 order by committed_at',
      [partial.repository],
    );
    expect(paths.map((row) => row.paths)).toEqual([['dir-0'], ['dir-1'], ['dir-2'], ['dir-3']]);

    const treeless = clone('treeless', '--no-checkout', '--filter=tree:0');
    const bald = JSON.parse((await loop('import', 'git', treeless, '--service', 'treeless', '--paths', ...create)).out);
    expect(bald.notes[0]).toMatch(/without trees/);

    const shallow = JSON.parse(
      (await loop('import', 'git', clone('shallow', '--depth', '2'), '--service', 'shallow', ...create)).out,
    );
    expect(shallow).toMatchObject({ commits: 2 });
    expect(shallow.notes[0]).toMatch(/shallow/);
    const ends = await app.sql<{ parents: string[] | null }>(
      'select parents from commits where repository = $1 order by committed_at',
      [shallow.repository],
    );
    expect(ends[0]?.parents).toBeNull();
    expect(ends[1]?.parents).toHaveLength(1);
  });

  it('has nothing to do in a repository without commits', async () => {
    const empty = new Repository();
    const run = await loop('import', 'git', empty.dir, '--service', 'empty', '--create', '--team', 'web');
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/no commits yet/);
  });

  it('says what is wrong and what to do', async () => {
    const repo = new Repository();
    repo.commit('One', 0);
    const unknown = await loop('import', 'git', repo.dir, '--service', 'nobody');
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('--create --team') });
    expect(await loop('import', 'git', join(root, 'nowhere'), '--service', 'x')).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot be opened'),
    });
    expect(await loop('import', 'git', root, '--service', 'x')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no git repository'),
    });
    const branch = await loop('import', 'git', repo.dir, '--service', 'x', '--branch', 'gone', '--dry-run');
    expect(branch).toMatchObject({ code: 2, err: expect.stringContaining('no branch "gone"') });
    expect(await loop('import', 'git', repo.dir)).toMatchObject({ code: 2, err: expect.stringContaining('--service') });
    const since = await loop('import', 'git', repo.dir, '--service', 'x', '--dry-run', '--since', 'gibberish');
    expect(since).toMatchObject({ code: 2, err: expect.stringContaining('no date') });
  });

  it('mends times that cannot be true', async () => {
    const repo = new Repository();
    repo.commit('One', 0);
    repo.git(['commit', '-q', '--allow-empty', '-m', 'From the future'], 5, 30_000_000);
    const run = JSON.parse(
      (await loop('import', 'git', repo.dir, '--service', 'odd', '--create', '--team', 'web', '--json')).out,
    );
    expect(run).toMatchObject({ commits: 2, mendedTimes: 1, facts: { rejected: 0 } });
  });
});
