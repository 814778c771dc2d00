import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/index.js';
import { startApp, type TestApp } from '../support/index.js';

let app: TestApp;
let root: string;

beforeAll(async () => {
  app = await startApp();
  root = mkdtempSync(join(tmpdir(), 'loop-guards-'));
  await app.service({ key: 'shop', repository: 'acme/shop' });
  await app
    .as()
    .post('/api/v1/flags')
    .send({
      key: 'cart-new',
      kind: 'release',
      service: 'shop',
      owner: { team: 'team' },
      expiresAt: new Date(app.clock.now().getTime() + 86_400_000).toISOString(),
      removalTicket: 'OPS-1',
    })
    .expect(201);
});
afterAll(async () => {
  await app.close();
  rmSync(root, { recursive: true, force: true });
});

async function loop(argv: string[], env: Record<string, string> = { LOOP_URL: app.url, LOOP_TOKEN: app.admin }) {
  let out = '';
  let err = '';
  const code = await main(argv, {
    out: (text) => void (out += `${text}\n`),
    err: (text) => void (err += `${text}\n`),
    env,
    cwd: root,
    tty: false,
    stdin: () => Promise.resolve(''),
  });
  return { code, out, err };
}

describe('loop guard and gate', () => {
  it('passes with 0, blocks with 1 and prints the reasons', async () => {
    const check = { kind: 'check', repository: 'acme/shop', name: 'unit', app: 'ci' };
    await app.facts([
      { ...check, id: 'c1', sha: 'green', conclusion: 'success' },
      { ...check, id: 'c2', sha: 'red', conclusion: 'failure' },
    ]);
    const green = await loop(['gate', 'merge', '--repository', 'acme/shop', '--sha', 'green']);
    expect(green).toMatchObject({ code: 0, out: expect.stringContaining('PASS') });
    const red = await loop(['guard', 'merge', '--repository', 'acme/shop', '--sha', 'red']);
    expect(red).toMatchObject({ code: 1, out: expect.stringContaining('unit') });
    const json = await loop(['guard', 'merge', '--repository', 'acme/shop', '--sha', 'red', '--format', 'json']);
    expect(JSON.parse(json.out)).toMatchObject({ verdict: 'block' });
    const sarif = await loop(['guard', 'merge', '--repository', 'acme/shop', '--sha', 'red', '--format', 'sarif']);
    expect(sarif.code).toBe(1);
    expect(JSON.parse(sarif.out)).toMatchObject({ version: '2.1.0' });
    const junit = await loop(['guard', 'merge', '--repository', 'acme/shop', '--sha', 'red', '--format', 'junit']);
    expect(junit).toMatchObject({ code: 1, out: expect.stringContaining('<testsuite') });
  });

  it('asks the governor as a run of a drill where it is told so', async () => {
    await app.service({ key: 'drilled', team: 'platform' });
    const args = ['guard', 'change-fail', '--service', 'drilled', '--format', 'json'];
    const inDrill = await loop([...args, '--drill', 'run-7']);
    expect(JSON.parse(inDrill.out)).toMatchObject({ subject: 'drilled', drillRun: 'run-7' });
    expect(JSON.parse((await loop(args)).out)).not.toHaveProperty('drillRun');
  });

  it('ends with 2 where it cannot be asked', async () => {
    expect((await loop(['guard', 'change-fail', '--service', 'nobody'])).code).toBe(2);
    expect((await loop(['guard', 'change-fail'])).code).toBe(2);
    expect((await loop(['guard', 'flag-debt'])).code).toBe(2);
    const refused = await loop(['status'], { LOOP_URL: app.url, LOOP_TOKEN: 'wrong' });
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('--token') });
    const nobody = await loop(['status'], { LOOP_URL: 'http://127.0.0.1:9', LOOP_TOKEN: 'x' });
    expect(nobody).toMatchObject({ code: 2, err: expect.stringContaining('npm start') });
    const anonymous = await loop(['status'], { LOOP_URL: app.url });
    expect(anonymous).toMatchObject({ code: 2, err: expect.stringContaining('LOOP_TOKEN') });
  });

  it('scans a working tree, sends what it found and judges it', async () => {
    const tree = join(root, 'tree');
    mkdirSync(tree);
    execFileSync('git', ['init', '-q', '-b', 'main', tree]);
    writeFileSync(join(tree, '.gitignore'), 'ignored.ts\n');
    writeFileSync(join(tree, 'cart.ts'), "const a = 1;\nif (flag('cart-new')) go();\n// cart-new is no literal here\n");
    writeFileSync(join(tree, 'ignored.ts'), "flag('cart-new')");
    const id = ['-c', 'user.name=a', '-c', 'user.email=a@b.c'];
    execFileSync('git', ['-C', tree, ...id, 'commit', '-q', '--allow-empty', '-m', 'x']);
    const scanned = await loop(['scan', 'tree', '--send', '--repository', 'acme/shop', '--json']);
    expect(scanned).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(scanned.out).references).toEqual([{ flag: 'cart-new', path: 'cart.ts', line: 2 }]);
    const kept = await app.as().get('/api/v1/code-references/acme/shop').expect(200);
    expect(kept.body.references).toHaveLength(1);
    const judged = await loop(['guard', 'flag-debt', '--repository', 'acme/shop', '--scan', 'tree']);
    expect(judged).toMatchObject({ code: 0, out: expect.stringContaining('PASS') });
    // Which repository it is says the tree, not the folder of whoever asks.
    execFileSync('git', ['-C', tree, 'remote', 'add', 'origin', 'https://github.com/acme/shop.git']);
    const named = await loop(['guard', 'flag-debt', '--scan', 'tree', '--format', 'json']);
    expect(JSON.parse(named.out)).toMatchObject({ subject: 'acme/shop' });
  });

  it('ends with 2 where what it needs before it asks is refused, whatever the refusal', async () => {
    const elsewhere = createServer((_, reply) => {
      reply.writeHead(404, { 'content-type': 'application/json' }).end('{"detail":"no such page"}');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const { port } = elsewhere.address() as AddressInfo;
    const env = { LOOP_URL: `http://127.0.0.1:${port}`, LOOP_TOKEN: 'x' };
    const scanned = await loop(['guard', 'flag-debt', '--scan', 'tree'], env);
    elsewhere.close();
    expect(scanned).toMatchObject({ code: 2, out: '' });
  });

  it('kills a flag, and says why it cannot', async () => {
    const kill = ['flags', 'kill', 'cart-new', '--environment', 'production', '--reason', 'errors'];
    await app.as().post('/api/v1/flags/cart-new/environments/production/flip').send({ on: true, reason: 'go' });
    expect(await loop(kill)).toMatchObject({ code: 0, out: expect.stringContaining('cart-new is off in production') });
    const unknown = await loop(['flags', 'kill', 'nothing', '--environment', 'production', '--reason', 'errors']);
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('nothing') });
    expect((await loop(['flags', 'kill', 'cart-new'])).code).toBe(2);
  });

  it('takes the admin token of the data folder for a local server, and says so', async () => {
    mkdirSync(join(root, 'data'));
    writeFileSync(join(root, 'data', 'admin-token'), `${app.admin}\n`);
    const run = await loop(['status', '--json'], { LOOP_URL: app.url, LOOP_DATA_DIR: 'data' });
    expect(run).toMatchObject({ code: 0, err: expect.stringContaining('admin-token') });
    expect(JSON.parse(run.out)).toMatchObject({ ready: { status: expect.any(String) }, dora: { leadTime: { n: 0 } } });
  });

  it('helps', async () => {
    expect(await loop(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('Start here') });
    expect((await loop(['import', 'git', '--help'])).code).toBe(0);
    expect(await loop(['nonsense'])).toMatchObject({ code: 2, err: expect.stringContaining('nonsense') });
  });
});
