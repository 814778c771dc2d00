/**
 * Outlives a drill by a few seconds: ends what is left of it, however it came to its end. Started with a pipe as its input, of
 * which each line tells of a group of processes (`started 123`, `ended 123`) or of a folder (`folder /tmp/x`); the end of the
 * pipe is the order to clean up.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const POLITE_MS = 10_000;
const STEP_MS = 50;
/** @type {Set<number>} */
const groups = new Set();
/** @type {Set<string>} */
const folders = new Set();

// Whoever signals a drill gives it the chance to end in order first.
for (const name of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) process.on(name, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const [word = '', ...rest] = line.split(' ');
  const what = rest.join(' ');
  if (word === 'started' && Number(what) > 0) groups.add(Number(what));
  if (word === 'ended') groups.delete(Number(what));
  if (word === 'folder') folders.add(what);
}

signalAll('SIGTERM');
for (let waited = 0; waited < POLITE_MS && anyLives(); waited += STEP_MS) await sleep(STEP_MS);
signalAll('SIGKILL');
for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });

/** @param {NodeJS.Signals} name */
function signalAll(name) {
  for (const group of groups) {
    try {
      process.kill(-group, name);
    } catch {
      // It is gone, or not ours to end; the others still are.
      groups.delete(group);
    }
  }
}

/** Whether anything of the groups lives: where nobody waits for the dead, their groups stay for ever. */
function anyLives() {
  if (process.platform !== 'linux') return groups.size > 0;
  return readdirSync('/proc').some((pid) => /^\d+$/.test(pid) && groups.has(livingGroupOf(pid)));
}

/** @param {string} pid */
function livingGroupOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? Number.NaN : Number(group);
  } catch {
    // It has ended meanwhile.
    return Number.NaN;
  }
}
