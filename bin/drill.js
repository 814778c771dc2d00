#!/usr/bin/env node
// npm run drill: a server of its own for as long as the drills take, unless LOOP_URL names one, and both scenarios on it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.js';

const READY_WITHIN_MS = 120_000;

await ensureBuilt();
const { Guardian } = await import(new URL('../dist/src/cli/drill/lab/guardian.js', import.meta.url).href);
const dataDir = process.env.LOOP_URL ? null : mkdtempSync(join(tmpdir(), 'loop-drill-server-'));
// Should this process be killed, what it started is ended and its folder goes all the same.
const guardian = new Guardian(dataDir);
const server = dataDir === null ? null : startServer(dataDir);
const url = server === null ? process.env.LOOP_URL : await server.ready;
if (url === null) {
  process.stderr.write(`The server does not start:\n${server?.said()}\n`);
  await server?.stop();
  process.exit(2);
}
const drill = spawn(
  process.execPath,
  [join(import.meta.dirname, 'loop.js'), 'drill', 'run', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...process.env, LOOP_URL: url, ...(server === null ? {} : { LOOP_TOKEN: server.token }) },
    // A Ctrl-C is told once, by us: it ends what it started, then the server is ended.
    detached: true,
  },
);
guardian.started(drill.pid);
for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(name, () => drill.kill('SIGTERM'));
const [code] = await once(drill, 'exit');
guardian.ended(drill.pid);
await server?.stop();
await guardian.dismiss();
process.exit(code ?? 1);

/** @param {string} dataDir */
function startServer(dataDir) {
  const token = randomBytes(24).toString('base64url');
  process.stderr.write('Starting a server for the drills …\n');
  const child = spawn(process.execPath, [join(import.meta.dirname, 'start.js'), 'all'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: '',
      REDIS_URL: '',
      LOOP_DATA_DIR: dataDir,
      LOOP_ADMIN_TOKEN: token,
      LOOP_LOG_LEVEL: 'warn',
    },
    detached: true,
  });
  guardian.started(child.pid);
  let said = '';
  /** Stopped before there is a drill: the server ends, and so nothing is ready. */
  const early = () => void child.kill('SIGTERM');
  const ready = new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), READY_WITHIN_MS);
    /** @param {Buffer} chunk */
    const listen = (chunk) => {
      said = (said + chunk.toString()).slice(-20_000);
      const found = /ready at (http:\S+)/.exec(said)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', () => resolve(null));
    process.once('SIGINT', early);
    process.once('SIGTERM', early);
  }).finally(() => {
    process.off('SIGINT', early);
    process.off('SIGTERM', early);
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    guardian.ended(child.pid);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  return { ready, stop, token, said: () => said };
}
