// What every benchmark needs: servers of its own, processes of ours on them, a way to call them, and quantiles.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export const ADMIN = 'bench-admin-token-0123456789';
export const WEBHOOK_SECRET = 'bench-webhook-secret';
const root = join(import.meta.dirname, '..');
const { scripts } = createRequire(import.meta.url)('../package.json');
/** What `npm start` gives to Node. */
const START_FLAGS = scripts.start.split(' ').filter((word) => word.startsWith('--'));

/** Embedded servers with their safe settings, on a folder that goes away at the end. */
export async function startServers(cleanups) {
  const { startEmbedded } = await import('../dist/src/platform/index.js');
  const dataDir = await mkdtemp(join(tmpdir(), 'loop-bench-'));
  const embedded = await startEmbedded({
    dataDir,
    needPostgres: true,
    needRedis: true,
    log: () => {},
    onExit: (why) => console.error(`An embedded server ended: ${why}`),
  });
  cleanups.push(async () => {
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  return { databaseUrl: embedded.databaseUrl, redisUrl: embedded.redisUrl };
}

/** A database of a benchmark's own on the same server. */
export async function freshDatabase(servers, name) {
  const client = new pg.Client({ connectionString: servers.databaseUrl });
  await client.connect();
  await client.query(`drop database if exists ${name} with (force)`);
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(servers.databaseUrl);
  url.pathname = `/${name}`;
  return { ...servers, databaseUrl: url.href, prefix: name };
}

/** Starts a process of ours: role api, worker or all. Resolves when it is ready. */
export async function startProcess(role, servers, cleanups, settings = {}) {
  const port = await freePort();
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    PORT: String(port),
    ...(servers.databaseUrl ? { DATABASE_URL: servers.databaseUrl } : {}),
    ...(servers.redisUrl ? { REDIS_URL: servers.redisUrl } : {}),
    ...(servers.prefix ? { LOOP_REDIS_PREFIX: servers.prefix } : {}),
    LOOP_ADMIN_TOKEN: ADMIN,
    LOOP_GITHUB_WEBHOOK_SECRET: WEBHOOK_SECRET,
    LOOP_LOG_LEVEL: 'error',
    LOOP_RATE_LIMIT: '1000000',
    ...settings,
  };
  const child = spawn(process.execPath, [...START_FLAGS, join(root, 'bin/start.js'), role], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let ended = false;
  const exit = new Promise((resolve) => child.once('exit', resolve)).then(() => (ended = true));
  const stop = async () => {
    if (ended) return;
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 25_000);
    await exit;
    clearTimeout(late);
  };
  cleanups.push(stop);
  const url = `http://127.0.0.1:${port}`;
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (data) => /is ready/.test(String(data)) && resolve());
    child.once('exit', () => reject(new Error(`The ${role} process ended before it was ready`)));
  });
  return { url, pid: child.pid, stop };
}

export async function call(url, method, path, body, statuses = [200, 201, 202, 204]) {
  const response = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${ADMIN}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!statuses.includes(response.status))
    throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`);
  return text === '' ? null : JSON.parse(text);
}

/** Waits until nothing waits in the outbox and DORA has no work left. */
export async function settled(servers, within = 600_000) {
  const client = new pg.Client({ connectionString: servers.databaseUrl });
  // The servers may be stopped while this waits; the query under way then says so.
  client.on('error', () => {});
  await client.connect();
  try {
    const end = performance.now() + within;
    for (;;) {
      const { rows } = await client.query(
        `select (select count(*)::int from outbox_deliveries where done_at is null and dead_at is null) as open,
                (select count(*)::int from outbox_deliveries where dead_at is not null) as dead,
                (select count(*)::int from dora_dirty) as dirty`,
      );
      if (rows[0].dead > 0) throw new Error(`${rows[0].dead} dead jobs`);
      if (rows[0].open + rows[0].dirty === 0) return;
      if (performance.now() > end) throw new Error(`Still ${JSON.stringify(rows[0])} after ${within} ms`);
      await sleep(200);
    }
  } finally {
    await client.end();
  }
}

/** Resident memory of a process in MB. */
export async function residentMb(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export function median(numbers) {
  return quantile(numbers, 0.5);
}

export function quantile(numbers, q) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}
