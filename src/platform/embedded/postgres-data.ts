import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError } from './embedded-error.js';
import { commandOf, isAlive, markOf, signal, type ProcessMark } from './process-table.js';
import { giveTo, type ServerUser } from './server-user.js';

export const SUPERUSER = 'loop';
export const DATABASE = 'loop';
const MAJOR_VERSION = '18';

export interface PostgresHome {
  /** Folder with `bin`, `lib` and `share`. */
  readonly binaries: string;
  /** The cluster's folder. */
  readonly data: string;
  /** Folder around `data`, which the server's user can enter. */
  readonly base: string;
  readonly user: ServerUser | null;
  readonly fsync: boolean;
}

/** Makes the cluster if there is none, and stops a server that an earlier run left behind. */
export async function prepareCluster(home: PostgresHome, password: string, fresh: boolean): Promise<void> {
  for (const left of readdirSync(home.base)) {
    if (left.startsWith('postgres.init-')) rmSync(join(home.base, left), { recursive: true, force: true });
  }
  if (!existsSync(join(home.data, 'PG_VERSION'))) {
    await initialise(home, password);
    return;
  }
  const version = readFileSync(join(home.data, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR_VERSION) {
    throw new EmbeddedError(
      `${home.data} was written by PostgreSQL ${version}, this is ${MAJOR_VERSION}: move the data over with pg_dump, or choose another LOOP_DATA_DIR.`,
    );
  }
  await stopLeftover(home.data);
  if (fresh) await single(home, home.data, `alter role ${SUPERUSER} password '${password}'`);
}

/** The password of the cluster, kept beside it for its owner alone; `fresh` when it has just been made. */
export function keepPassword(dataDir: string): { password: string; fresh: boolean } {
  const file = join(dataDir, 'postgres.password');
  if (existsSync(file)) {
    const kept = readFileSync(file, 'utf8').trim();
    if (/^[0-9a-f]{48}$/.test(kept)) return { password: kept, fresh: false };
  }
  const password = randomBytes(24).toString('hex');
  const draft = `${file}.draft`;
  writeFileSync(draft, `${password}\n`, { mode: 0o600, flush: true });
  renameSync(draft, file);
  return { password, fresh: true };
}

/** Made aside and renamed when whole, so that an interrupted start leaves nothing half made. */
async function initialise(home: PostgresHome, password: string): Promise<void> {
  if (existsSync(home.data) && readdirSync(home.data).length > 0) {
    throw new EmbeddedError(
      `${home.data} is not empty and holds no PostgreSQL data: move it away, or choose another LOOP_DATA_DIR.`,
    );
  }
  const draft = join(home.base, `postgres.init-${process.pid}`);
  const secret = `${draft}.password`;
  mkdirSync(draft, { mode: 0o700 });
  giveTo(home.user, draft);
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  giveTo(home.user, secret);
  try {
    const settings = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8'];
    const access = ['-A', 'scram-sha-256', '-U', SUPERUSER, `--pwfile=${secret}`];
    await run(home, 'initdb', ['-D', draft, ...settings, ...access, ...(home.fsync ? [] : ['--no-sync'])], null);
    await single(home, draft, `create database ${DATABASE}`);
    rmSync(home.data, { recursive: true, force: true });
    renameSync(draft, home.data);
    chmodSync(home.data, 0o700);
  } finally {
    rmSync(draft, { recursive: true, force: true });
    rmSync(secret, { force: true });
  }
}

function single(home: PostgresHome, data: string, statement: string): Promise<void> {
  return run(
    home,
    'postgres',
    ['--single', '-D', data, '-c', `fsync=${home.fsync ? 'on' : 'off'}`, 'postgres'],
    `${statement};\n`,
  );
}

/** `kill -9` of everything but PostgreSQL leaves it running; it may also have died and left a number that is another's now. */
export async function stopLeftover(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  const mark = markOf(pid);
  const command = mark === null ? '' : commandOf(pid);
  if (mark !== null && command.includes('postgres') && command.includes(data)) {
    await endServer(mark);
    return;
  }
  // PostgreSQL itself sees through a dead number, but takes a zombie or a stranger with that number for its predecessor.
  rmSync(file, { force: true });
}

/** Fast shutdown, then immediate, then by force. */
export async function endServer(mark: ProcessMark): Promise<void> {
  for (const [name, patience] of [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    signal(mark.pid, name);
    for (let waited = 0; waited < patience; waited += 20) {
      if (!isAlive(mark)) return;
      await sleep(20);
    }
  }
  throw new EmbeddedError(`PostgreSQL (process ${mark.pid}) of an earlier run does not stop.`);
}

function run(home: PostgresHome, program: string, args: string[], input: string | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(home.binaries, 'bin', program), args, {
      cwd: '/',
      env: serverEnv(),
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(home.user === null ? {} : { uid: home.user.uid, gid: home.user.gid }),
    });
    let said = '';
    const listen = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-4_000);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
    child.on('error', (error) => reject(new EmbeddedError(`${program} cannot be run: ${error.message}`)));
    child.on('close', (code, killed) => {
      if (code === 0 && !/^(FATAL|PANIC|ERROR):|(FATAL|PANIC|ERROR): /m.test(said)) resolve();
      else
        reject(
          new EmbeddedError(`${program} ended with ${killed ?? code}: ${said.trim().replaceAll(/\s*\n\s*/g, ' | ')}`),
        );
    });
  });
}

/** PostgreSQL gets nothing of the program's own environment: no locale, no secrets, no PG* variables. */
export function serverEnv(): Record<string, string> {
  const system: Record<string, string> = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  if (process.platform === 'win32') system['SystemRoot'] = process.env['SystemRoot'] ?? 'C:\\Windows';
  return system;
}
