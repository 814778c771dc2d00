import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/index.js';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;
let root: string;

beforeAll(async () => {
  app = await startApp();
  root = mkdtempSync(join(tmpdir(), 'loop-scan-'));
  await app.service({ key: 'shop', repository: 'acme/shop' });
  for (const key of ['cart-new', 'search-new']) {
    const flag = { key, kind: 'ops', service: 'shop', owner: { team: 'team' } };
    await app.as().post('/api/v1/flags').send(flag).expect(201);
  }
});
afterAll(async () => {
  await app.close();
  rmSync(root, { recursive: true, force: true });
});

const git = (...args: string[]): string =>
  execFileSync('git', ['-C', root, '-c', 'user.name=Ana', '-c', 'user.email=a@b.c', ...args], {
    encoding: 'utf8',
  }).trim();

function write(path: string, text: string | Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function commit(message: string): string {
  git('add', '-A', '--force', '.');
  git('commit', '-q', '--allow-empty', '-m', message);
  return git('rev-parse', 'HEAD');
}

async function scan(...argv: string[]) {
  let [out, err] = ['', ''];
  const code = await main(['scan', ...argv], {
    out: (text) => void (out += `${text}\n`),
    err: (text) => void (err += `${text}\n`),
    stdin: () => Promise.resolve(''),
    env: { LOOP_URL: app.url, LOOP_TOKEN: app.admin },
    cwd: root,
    tty: false,
  });
  return { code, out, err };
}

const paths = async (): Promise<string[]> =>
  JSON.parse((await scan('--dry-run', '--json')).out).references.map(
    ({ path, line }: { path: string; line: number }) => `${path}:${line}`,
  );

describe('loop scan', () => {
  it('finds keys in what git and .ignore files let through, and says what it skipped', async () => {
    git('init', '-q', '-b', 'main');
    git('remote', 'add', 'origin', 'git@github.com:acme/shop.git');
    const use = "on('cart-new')\n";
    write('.gitignore', 'ignored.ts\n');
    write('.ignore', '*.snap\n');
    write('sub/.ignore', 'tracked.ts\n');
    write('sub/tracked.ts', use);
    write('sub/.gitignore', 'deep.ts\n');
    write('a.ts', `const a = 1;\nconst CART = 'cart-new';\non(CART);\n`);
    write('b.ts', `import { CART } from './a';\non(CART);\n`);
    write('c.snap', use);
    commit('first');
    write('ignored.ts', use);
    write('sub/deep.ts', use);
    write('excluded.ts', use);
    writeFileSync(join(root, '.git/info/exclude'), 'excluded.ts\n');
    write('image.bin', Buffer.concat([Buffer.from([0, 1]), Buffer.from(use)]));
    write('bundle.min.js', use);
    write('large.ts', `${'// long\n'.repeat(150_000)}${use}`);
    write('one-line.js', `${use.trim()};${'x'.repeat(6_000)}`);
    expect(await paths()).toEqual(['a.ts:2', 'a.ts:3', 'b.ts:1', 'b.ts:2']);
    const { skipped } = JSON.parse((await scan('--dry-run', '--json')).out);
    expect(skipped).toEqual({ binary: ['image.bin'], huge: ['large.ts'], minified: ['bundle.min.js', 'one-line.js'] });
    const { err } = await scan('--dry-run');
    expect(err).toContain('Skipped 2 minified files: bundle.min.js, one-line.js');
    expect((await app.as().get('/api/v1/code-references/acme/shop')).status).toBe(404);
  });

  it('sends places with the lines around them, where they can be looked at', async () => {
    const { code, err } = await scan();
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('Sent as acme/shop') });
    const { body } = await app.as().get('/api/v1/flags/cart-new/code-references').expect(200);
    const head = git('rev-parse', 'HEAD');
    expect(body.repositories[0].places[1]).toEqual({
      path: 'a.ts',
      line: 3,
      hunk: { line: 2, lines: ["const CART = 'cart-new';", 'on(CART);', ''] },
      url: `https://github.com/acme/shop/blob/${head}/a.ts#L3`,
    });
  });

  it('keeps trunk when a branch is scanned', async () => {
    git('checkout', '-q', '-b', 'feature');
    write('a.ts', 'nothing\n');
    write('b.ts', 'nothing\n');
    commit('without');
    const { code, err } = await scan();
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('feature is not trunk') });
    const { body } = await app.as().get('/api/v1/code-references/acme/shop').expect(200);
    expect(body).toMatchObject({
      branch: 'main',
      references: expect.arrayContaining([expect.objectContaining({ path: 'a.ts' })]),
    });
    git('checkout', '-q', 'main');
  });

  it('sees what went out of trunk, and by which commit', async () => {
    write('b.ts', "on('search-new')\n");
    write('a.ts', 'nothing\n');
    const removed = commit('Remove the old cart');
    write('d.ts', 'nothing\n');
    commit('Something else');
    const { err } = await scan();
    expect(err).toContain('Gone since the last scan: cart-new');
    const { body } = await app.as().get('/api/v1/flags/cart-new/code-references').expect(200);
    expect(body.repositories[0]).toMatchObject({
      count: 0,
      removal: { commit: removed, exact: true, author: 'Ana', subject: 'Remove the old cart' },
    });
  });

  it('finds what its settings name, and tells of keys that are no flags', async () => {
    write('.loop/scan.yml', 'version: 1\nignore: [d.ts]\nwrappers: [isOn]\n');
    write('d.ts', "on('cart-new')\n");
    write('e.ts', "isOn('no-such-flag')\n");
    const { out } = await scan('--dry-run', '--json');
    expect(JSON.parse(out)).toMatchObject({
      unknown: ['no-such-flag'],
      references: [
        { flag: 'search-new', path: 'b.ts', line: 1 },
        { flag: 'no-such-flag', path: 'e.ts', line: 1 },
      ],
    });
    write('.loop/scan.yml', 'version: 1\nwrappers:\n  - 7\n');
    expect(await scan('--dry-run')).toMatchObject({
      code: 2,
      err: expect.stringContaining('.loop/scan.yml:3: wrappers[0]'),
    });
    write('.loop/scan.yml', 'version: 1\n');
  });

  it('sends no part of a tree in place of the whole', async () => {
    expect(await scan('sub')).toMatchObject({ code: 2, err: expect.stringContaining('part of the working tree') });
    expect(await scan('sub', '--dry-run')).toMatchObject({ code: 0 });
  });

  it('refuses more places than the server takes, instead of dropping some', async () => {
    const lines = "on('cart-new');\n".repeat(40_001);
    for (let i = 0; i < 5; i += 1) write(`many/file-${i}.ts`, lines);
    const refused = await scan('--dry-run');
    expect(refused).toMatchObject({ code: 2, err: expect.stringMatching(/20000\d places .* takes 200000/) });
    rmSync(join(root, 'many'), { recursive: true });
  });
});
