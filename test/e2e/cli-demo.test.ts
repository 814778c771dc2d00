import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/index.js';
import { startApp, TestClock, type TestApp } from '../support/index.js';

let app: TestApp;
let root: string;

/** The demo tells the server what happens now, so both must mean the same now. */
class RealClock extends TestClock {
  override now(): Date {
    return new Date();
  }
}

beforeAll(async () => {
  app = await startApp({ clock: new RealClock() });
  root = mkdtempSync(join(tmpdir(), 'loop-demo-'));
});
afterAll(async () => {
  await app.close();
  rmSync(root, { recursive: true, force: true });
});

async function demo(dir: string, ...more: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await main(['demo', '--repo', dir, ...more], {
    out: (text) => void (out += `${text}\n`),
    err: (text) => void (err += `${text}\n`),
    env: { LOOP_URL: app.url, LOOP_TOKEN: app.admin },
    cwd: root,
    tty: false,
    stdin: () => Promise.resolve(''),
  });
  return { code, out, err };
}

function repository(name: string, commits: number): string {
  const dir = join(root, name);
  execFileSync('git', ['init', '-q', '-b', 'main', dir]);
  const env = {
    ...process.env,
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@b.c',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@b.c',
  };
  for (let i = 0; i < commits; i += 1) {
    const at = `${Math.floor(Date.now() / 1000) - (commits - i) * 86_400} +0000`;
    execFileSync('git', ['-C', dir, 'commit', '-q', '--allow-empty', '-m', `Commit ${i}`], {
      env: { ...env, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at },
    });
  }
  return dir;
}

describe('loop demo', () => {
  it('plays the whole loop, twice', async () => {
    const dir = repository('shop', 8);
    const first = await demo(dir, '--json');
    expect(first.err).toBe('');
    expect(first.code).toBe(0);
    const told = JSON.parse(first.out);
    expect(told.import).toMatchObject({ commits: 8, changes: 8, deployments: 8, facts: { rejected: 0 } });
    expect(told.restored).toMatchObject({ state: 'resolved', restoredBy: 'flag_off', page: 'signed' });
    expect(told.restored.recoverySeconds).toBeGreaterThanOrEqual(0);
    expect(told.learned).toMatchObject({ state: 'published', action: { beforeGreen: 'open', afterGreen: 'done' } });
    expect(told.before.deploymentFrequency.count).toBe(8);
    expect(told.after.deploymentFrequency.count).toBe(9);
    expect(told.before.changeFailRate.failed).toBe(0);
    // The incident is put down to the flip, which is no deployment.
    expect(told.after.changeFailRate.failed).toBe(0);
    expect(told.after.recoveryTime).toMatchObject({ n: 1, open: 0 });
    const verdicts = told.guards.map((asked: { verdict: { verdict: string } }) => asked.verdict.verdict);
    expect(verdicts.slice(0, 3)).toEqual(['block', 'pass', 'block']);
    const rules = told.guards[2].verdict.reasons.map((reason: { rule: string }) => reason.rule);
    expect(rules).toEqual(expect.arrayContaining(['expired', 'no_owner', 'unknown_flag']));
    expect(verdicts[4]).toBe('pass');

    const second = await demo(dir);
    expect(second.code).toBe(0);
    expect(second.out).toContain('The four keys');
    expect(second.out).toContain('BLOCK');
  }, 90_000);

  it('works on a repository without commits', async () => {
    const run = await demo(repository('empty', 0), '--json');
    expect(run.err).toBe('');
    expect(run.code).toBe(0);
  }, 60_000);
});
