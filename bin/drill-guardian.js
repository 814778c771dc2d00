/**
 * Outlives a drill by a few seconds: ends what is left of it, however it came to its end. Started with a pipe as its input, of
 * which each line tells of a group of processes (`started 123`, `ended 123`) or of a folder (`folder /tmp/x`); the end of the
 * pipe is the order to clean up.
 */
import { rmSync } from 'node:fs';
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
  if (word === 'started') groups.add(Number(what));
  if (word === 'ended') groups.delete(Number(what));
  if (word === 'folder') folders.add(what);
}

signalAll('SIGTERM');
for (let waited = 0; waited < POLITE_MS && signalAll(0) > 0; waited += STEP_MS) await sleep(STEP_MS);
signalAll('SIGKILL');
for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });

/**
 * How many groups there still are.
 * @param {NodeJS.Signals | 0} name
 */
function signalAll(name) {
  let living = 0;
  for (const group of groups) {
    try {
      process.kill(-group, name);
      living += 1;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
  return living;
}
