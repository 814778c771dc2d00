import { mkdirSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { EmbeddedError } from './embedded-error.js';
import { lockFolder, type FolderLock } from './folder-lock.js';
import { postgresBinaries } from './postgres-binaries.js';
import { DATABASE, keepPassword, prepareCluster, serverEnv, stopLeftover, SUPERUSER } from './postgres-data.js';
import { codeOf } from './process-table.js';
import { canEnter, elsewhereOf, giveTo, letIn, makeElsewhere, serverUser, type ServerUser } from './server-user.js';
import { ServicesHost, type HostPlan } from './services-host.js';

export { EmbeddedError } from './embedded-error.js';

export interface EmbeddedOptions {
  /** Absolute folder; made if missing. */
  readonly dataDir: string;
  readonly needPostgres: boolean;
  readonly needRedis: boolean;
  /** Takes one line for a person at a time. */
  readonly log: (line: string) => void;
  /** The servers ended though nobody asked them to; the program cannot go on. */
  readonly onExit: (why: string) => void;
  /** False only for tests: data then may be lost when the machine stops. */
  readonly fsync?: boolean;
}

export interface Embedded {
  /** Null when PostgreSQL was not needed. */
  readonly databaseUrl: string | null;
  /** Null when Redis was not needed. */
  readonly redisUrl: string | null;
  /** Where PostgreSQL's data are: the wanted folder, or elsewhere when the server's user cannot reach it. */
  readonly dataDir: string;
  /** Stops both servers and frees the folder; again is harmless. */
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL and a Redis-compatible server for this program alone, in one helper process that stops them as soon
 * as this program ends in any way. Throws EmbeddedError (one line) when the folder is held by another program or a server
 * does not start. Nothing needed: starts nothing and touches no folder.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir, needPostgres, needRedis } = options;
  if (!needPostgres && !needRedis) {
    return { databaseUrl: null, redisUrl: null, dataDir, stop: () => Promise.resolve() };
  }
  const lock = await takeFolder(dataDir);
  try {
    return await start(options, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Deletes all that startEmbedded has written for a data folder, wherever it went. For folders that nobody uses. */
export async function removeEmbedded(dataDir: string): Promise<void> {
  for (const folder of [dataDir, elsewhereOf(dataDir)]) {
    await stopLeftover(join(folder, 'postgres'));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function takeFolder(dataDir: string): Promise<FolderLock> {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 });
    return await lockFolder(dataDir);
  } catch (error) {
    const code = codeOf(error);
    if (code === null) throw error;
    const why = code === 'EACCES' || code === 'EPERM' ? 'this user may not write there' : code;
    throw new EmbeddedError(`The data folder ${dataDir} cannot be used (${why}): choose another LOOP_DATA_DIR.`);
  }
}

async function start(options: EmbeddedOptions, lock: FolderLock): Promise<Embedded> {
  const { dataDir, needPostgres, needRedis, log, fsync = true } = options;
  const redisPassword = randomBytes(24).toString('hex');
  const cluster = needPostgres ? await makeCluster(dataDir, fsync, log) : null;
  const plan: HostPlan = {
    lockFile: lock.file,
    postgres: cluster?.plan ?? null,
    valkey: needRedis ? { password: redisPassword } : null,
  };
  const host = await ServicesHost.start(plan, lock, options);
  const { postgresPort, valkeyPort } = host.ports;
  if (postgresPort !== null)
    log(`PostgreSQL runs on 127.0.0.1:${postgresPort}, its data are in ${cluster?.base ?? dataDir}`);
  if (valkeyPort !== null) log(`Valkey (Redis) runs on 127.0.0.1:${valkeyPort}`);
  return {
    databaseUrl:
      cluster === null ? null : `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${postgresPort}/${DATABASE}`,
    redisUrl: needRedis ? `redis://:${redisPassword}@127.0.0.1:${valkeyPort}` : null,
    dataDir: cluster?.base ?? dataDir,
    stop: () => host.stop(),
  };
}

interface Cluster {
  readonly base: string;
  readonly password: string;
  readonly plan: NonNullable<HostPlan['postgres']>;
}

async function makeCluster(dataDir: string, fsync: boolean, log: (line: string) => void): Promise<Cluster> {
  const { base, user } = chooseBase(dataDir, log);
  const binaries = postgresBinaries(base, user, log);
  const data = join(base, 'postgres');
  const { password, fresh } = keepPassword(dataDir);
  await prepareCluster({ binaries, data, base, user, fsync }, password, fresh);
  giveTo(user, data);
  const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
    // Many small transactions and no long reports: compiling queries costs more than it gives, and commits must not wait
    // while a new file of the log is filled with zeros or a checkpoint comes too soon.
    'jit=off',
    'shared_buffers=256MB',
    'wal_init_zero=off',
    'max_wal_size=2GB',
    ...(fsync ? [] : careless),
  ];
  return {
    base,
    password,
    plan: {
      program: join(binaries, 'bin', 'postgres'),
      args: ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
      env: serverEnv(),
      uid: user?.uid ?? null,
      gid: user?.gid ?? null,
      logFile: join(dataDir, 'postgres.log'),
      data,
    },
  };
}

function chooseBase(dataDir: string, log: (line: string) => void): { base: string; user: ServerUser | null } {
  const near = serverUser(join(dataDir, 'postgres'));
  if (canEnter(near, dataDir) || letIn(near, dataDir)) return { base: dataDir, user: near };
  const base = elsewhereOf(dataDir);
  const user = serverUser(join(base, 'postgres'));
  makeElsewhere(base);
  log(`the user "${user?.name}" cannot reach ${dataDir}: PostgreSQL's data are kept in ${base}`);
  return { base, user };
}
