import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { scanPart, type Found, type Part } from './tree.js';

/** Below, starting threads costs more than they save. */
const FILES_FOR_THREADS = 4_000;
const MOST_THREADS = 8;

/** Scans files, many of them on as many threads as there are processors. Only the build has a script that a thread can run. */
export async function scanFiles(part: Part): Promise<Found> {
  const threads = Math.min(MOST_THREADS, availableParallelism());
  const built = import.meta.url.endsWith('.js');
  if (!built || threads === 1 || part.files.length < FILES_FOR_THREADS) return scanPart(part);
  const shares = Array.from({ length: threads }, (_, thread) =>
    part.files.filter((_file, at) => at % threads === thread),
  );
  const found = await Promise.all(shares.map((files) => onThread({ ...part, files })));
  return {
    references: found.flatMap(({ references }) => references),
    constants: found.flatMap(({ constants }) => constants),
    skipped: {
      binary: found.flatMap(({ skipped }) => skipped.binary),
      huge: found.flatMap(({ skipped }) => skipped.huge),
      minified: found.flatMap(({ skipped }) => skipped.minified),
    },
    files: found.reduce((sum, { files }) => sum + files, 0),
  };
}

function onThread(part: Part): Promise<Found> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: part });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code !== 0) reject(new Error(`A thread of the scan ended with ${code}`));
    });
  });
}
