// Start and rest: how soon a built installation with data is ready, and what it holds when nothing happens.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, median, residentMb } from './servers.js';

const ROUNDS = 5;
const IDLE_MS = 30_000;
const root = join(import.meta.dirname, '..');

export async function run({ log = console.error } = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'loop-bench-'));
  try {
    log('First start, with an empty folder');
    const first = await start(dataDir);
    await first.stop();
    const times = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const again = await start(dataDir);
      times.push(again.seconds);
      log(`  ready after ${again.seconds.toFixed(2)} s`);
      await again.stop();
    }
    const idle = await start(dataDir);
    log('Resting');
    await sleep(IDLE_MS);
    const mb = await residentMb(idle.pid);
    await idle.stop();
    return [
      {
        what: '`npm start` to ready, built, existing data',
        result: `median ${median(times).toFixed(2)} s, slowest ${Math.max(...times).toFixed(2)} s (n = ${ROUNDS}; first start with initdb ${first.seconds.toFixed(2)} s)`,
        target: '≤ 5 s',
        reached: median(times) <= 5,
      },
      {
        what: 'resident memory, API + worker, idle',
        result: `${mb.toFixed(0)} MB after ${IDLE_MS / 1000} s`,
        target: '≤ 300 MB',
        reached: mb <= 300,
      },
    ];
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function start(dataDir) {
  const port = await freePort();
  const begin = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      LOOP_DATA_DIR: dataDir,
      LOOP_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdout.resume();
  for (;;) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) break;
    if (performance.now() - begin > 120_000) throw new Error('Not ready within 120 s');
    await sleep(10);
  }
  const seconds = (performance.now() - begin) / 1000;
  const pid = await serverPid(child.pid);
  return {
    seconds,
    pid,
    stop: async () => {
      process.kill(pid, 'SIGTERM');
      await ended;
    },
  };
}

/** npm runs a shell that runs the program: the one of the group that holds the most is ours. */
async function serverPid(group) {
  const { execFileSync } = await import('node:child_process');
  const lines = execFileSync('ps', ['-eo', 'pid=,pgid=,rss=,args='], { encoding: 'utf8' }).split('\n');
  const ours = lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter(
      (match) =>
        match !== null &&
        Number(match[2]) === group &&
        match[4].includes('bin/start.js') &&
        !match[4].startsWith('sh '),
    );
  if (ours.length !== 1) throw new Error('The server process was not found');
  return Number(ours[0][1]);
}
