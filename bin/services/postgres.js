import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './ports.js';
import { endStrayPostmaster } from './postmaster.js';

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 20_000;
const MAX_RESTARTS = 5;
const RESTARTS_WITHIN_MS = 60_000;

/**
 * Starts PostgreSQL on a free port, making its data folder where there is none.
 * @param {import('./host.js').HostOptions} options
 * @param {import('node:fs').WriteStream} log
 * @param {(why: string) => void} onFault called when it ended and could not be started again
 */
export async function startPostgres(options, log, onFault) {
  const data = join(options.dataDir, 'postgres');
  if (!existsSync(data)) initialise(options, data);
  await endStrayPostmaster(data);

  const port = await freePort();
  let stopping = false;
  /** @type {number[]} */
  let restarts = [];
  let server = launch();

  function launch() {
    const args = ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
    args.push('-c', 'max_connections=300', '-c', 'shared_buffers=256MB', '-c', 'max_wal_size=2GB', '-c', 'jit=off');
    if (!options.fsync) args.push('-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off');
    const child = spawn(join(options.nativeDir, 'bin', 'postgres'), args, {
      ...asUser(options),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.on('error', (error) => onFault(`PostgreSQL could not be started: ${error.message}`));
    child.on('exit', (code, signal) => {
      if (!stopping) void again(`code ${code ?? 'none'}, signal ${signal ?? 'none'}`);
    });
    return child;
  }

  /** A server that died by itself is started again on the same port; who fails over and over is given up. @param {string} how */
  async function again(how) {
    const now = performance.now();
    restarts = [...restarts.filter((at) => now - at < RESTARTS_WITHIN_MS), now];
    if (restarts.length > MAX_RESTARTS) {
      onFault(`PostgreSQL ended again and again (${how}); ${join(options.dataDir, 'postgres.log')} says why`);
      return;
    }
    await sleep(200);
    await endStrayPostmaster(data);
    if (!stopping) server = launch();
  }

  const stop = async () => {
    stopping = true;
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGINT');
    const timer = setTimeout(() => server.kill('SIGQUIT'), STOP_WITHIN_MS);
    await ended;
    clearTimeout(timer);
  };

  try {
    await ready(port, options.password);
  } catch (error) {
    await stop();
    throw new Error(
      `PostgreSQL did not come up; ${join(options.dataDir, 'postgres.log')} says why. ${error instanceof Error ? error.message : ''}`,
      { cause: error },
    );
  }
  return { port, stop };
}

/**
 * A half-made data folder must never be taken for a whole one: it is made under another name and renamed when it is whole.
 * @param {import('./host.js').HostOptions} options
 * @param {string} data
 */
function initialise(options, data) {
  for (const line of spawnSync('ls', [options.dataDir], { encoding: 'utf8' }).stdout.split('\n')) {
    if (line.startsWith('postgres.new-')) rmSync(join(options.dataDir, line), { recursive: true, force: true });
  }
  const fresh = mkdtempSync(join(options.dataDir, 'postgres.new-'));
  const cluster = join(fresh, 'cluster');
  mkdirSync(cluster, { mode: 0o700 });
  const passwordFile = join(fresh, 'password');
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (options.user)
    for (const path of [fresh, cluster, passwordFile]) chownSync(path, options.user.uid, options.user.gid);
  const made = spawnSync(
    join(options.nativeDir, 'bin', 'initdb'),
    [
      '-D',
      cluster,
      '-U',
      'loop',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(options.fsync ? [] : ['--no-sync']),
    ],
    { ...asUser(options), encoding: 'utf8' },
  );
  if (made.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`PostgreSQL's data folder could not be made: ${(made.error?.message ?? made.stderr).trim()}`);
  }
  renameSync(cluster, data);
  rmSync(fresh, { recursive: true, force: true });
}

/** @param {import('./host.js').HostOptions} options */
function asUser(options) {
  return { cwd: '/', ...(options.user ?? {}), env: { PATH: process.env.PATH ?? '', TZ: 'UTC', LC_ALL: 'C' } };
}

/** @param {number} port @param {string} password */
async function ready(port, password) {
  const end = performance.now() + READY_WITHIN_MS;
  for (;;) {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'loop',
      password,
      database: 'postgres',
      connectionTimeoutMillis: 2_000,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rowCount } = await client.query(`select 1 from pg_database where datname = 'loop'`);
      if (rowCount === 0) await client.query('create database loop');
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (performance.now() > end) throw error;
      await sleep(25);
    }
  }
}
