import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that can be recognised again: a pid alone comes back after a reboot or in a new container. */
export interface ProcessMark {
  readonly pid: number;
  /** Start of the process in the words of the operating system; null where it does not tell. */
  readonly started: string | null;
}

/** The mark of a living process, null when there is none. A zombie counts as dead. */
export function markOf(pid: number): ProcessMark | null {
  if (!exists(pid)) return null;
  if (process.platform === 'linux') {
    const stat = readProc(pid, 'stat');
    if (stat === null) return null;
    // "pid (name) state …": the name may hold blanks and brackets, so fields are counted from the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : { pid, started: fields[19] ?? null };
  }
  if (process.platform === 'win32') return { pid, started: null };
  const [state = '', ...started] = ps(pid, 'stat=,lstart=').split(/\s+/);
  return state === '' || state.startsWith('Z') ? null : { pid, started: started.join(' ') };
}

/** Whether this very process, not a later one with its number, is alive. */
export function isAlive(mark: ProcessMark): boolean {
  const present = markOf(mark.pid);
  return present !== null && (mark.started === null || present.started === mark.started);
}

/** The command line of a process, empty when it cannot be read. */
export function commandOf(pid: number): string {
  if (process.platform === 'linux') return (readProc(pid, 'cmdline') ?? '').replaceAll('\0', ' ');
  return process.platform === 'win32' ? '' : ps(pid, 'command=');
}

/** Sends a signal; a process that has ended already is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

/** The system's code of an error (ENOENT …), null for any other error. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

function exists(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function readProc(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return null;
    throw error;
  }
}

function ps(pid: number, columns: string): string {
  return spawnSync('ps', ['-o', columns, '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}
