import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EmbeddedError } from './embedded-error.js';
import { codeOf } from './process-table.js';

/** The user that PostgreSQL runs as when the program itself is root, which PostgreSQL refuses. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Null: the program's own user will do. `data` is the server's folder, whose owner stays its user once it exists. */
export function serverUser(data: string): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  const owner = statOrNull(data);
  if (owner !== null && owner.uid !== 0) {
    const name = users.find((user) => user.uid === owner.uid)?.name ?? String(owner.uid);
    return { name, uid: owner.uid, gid: owner.gid };
  }
  const user = users.find((one) => one.name === 'postgres') ?? users.find((one) => one.name === 'nobody');
  if (user === undefined || user.uid === 0) {
    throw new EmbeddedError(
      'PostgreSQL does not run as root, and there is no user "postgres" or "nobody": start as another user or set DATABASE_URL.',
    );
  }
  return user;
}

/** Whether the user can enter a folder, tried as that user: mode bits alone do not tell. */
export function canEnter(user: ServerUser | null, folder: string): boolean {
  if (user === null) return true;
  const run = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    cwd: '/',
    env: {},
    uid: user.uid,
    gid: user.gid,
    stdio: 'ignore',
  });
  if (codeOf(run.error) === 'EPERM') {
    throw new EmbeddedError(
      `PostgreSQL does not run as root, and this root may not become "${user.name}": start as another user or set DATABASE_URL.`,
    );
  }
  return run.status === 0;
}

/** Lets the user pass through a private folder of root's, where that folder alone is in the way; it still cannot list it. */
export function letIn(user: ServerUser | null, folder: string): boolean {
  if (user === null || !canEnter(user, dirname(folder))) return false;
  const { uid, mode } = statSync(folder);
  if (uid !== 0) return false;
  chownSync(folder, 0, user.gid);
  chmodSync(folder, (mode & 0o7707) | 0o010);
  return canEnter(user, folder);
}

/** Where the server's files go when its user cannot reach the data folder: the same place for the same folder, after a reboot too. */
export function elsewhereOf(dataDir: string): string {
  const name = `delivery-loop-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
  return join(statOrNull('/var/tmp') === null ? tmpdir() : '/var/tmp', name);
}

/** Makes that place. Throws EmbeddedError when somebody else has made it: temporary folders are open to everyone. */
export function makeElsewhere(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const made = lstatSync(folder);
  if (!made.isDirectory() || made.uid !== process.getuid?.()) {
    throw new EmbeddedError(
      `${folder} belongs to somebody else: remove it, or choose a LOOP_DATA_DIR that every user can enter.`,
    );
  }
}

/** Gives a file or folder to the server's user. */
export function giveTo(user: ServerUser | null, path: string): void {
  if (user !== null) chownSync(path, user.uid, user.gid);
}

function statOrNull(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}
