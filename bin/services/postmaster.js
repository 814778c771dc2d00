import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const END_WITHIN_MS = 15_000;

/**
 * Ends a PostgreSQL that an earlier run left on this data folder, and removes the pid file of one that is dead. A zombie is
 * dead: PostgreSQL itself would take it for alive and refuse to start.
 * @param {string} data
 */
export async function endStrayPostmaster(data) {
  const file = join(data, 'postmaster.pid');
  const pid = pidOf(file);
  if (pid === null) return;
  if (isPostgresOf(pid, data)) {
    process.kill(pid, 'SIGINT');
    const end = performance.now() + END_WITHIN_MS;
    while (isPostgresOf(pid, data)) {
      if (performance.now() > end)
        throw new Error(`An earlier PostgreSQL (process ${pid}) does not end; end it by hand and start again.`);
      await sleep(50);
    }
  }
  rmSync(file, { force: true });
}

/** @param {string} file @returns {number | null} */
function pidOf(file) {
  if (!existsSync(file)) return null;
  const pid = Number.parseInt(readFileSync(file, 'utf8').split('\n')[0] ?? '', 10);
  return Number.isInteger(pid) && pid > 1 ? pid : 0;
}

/** @param {number} pid @param {string} data */
function isPostgresOf(pid, data) {
  if (pid === 0 || !isAlive(pid)) return false;
  const commandLine = read(`/proc/${pid}/cmdline`);
  // Without /proc nobody can tell whose process it is; PostgreSQL then decides by itself.
  return commandLine !== null && commandLine.includes('postgres') && commandLine.split('\0').includes(data);
}

/** Whether a process runs; a zombie does not. @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const stat = read(`/proc/${pid}/stat`);
  return stat === null || !/\) Z /.test(stat);
}

/** @param {string} path @returns {string | null} */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
