import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lock = join(root, '.building');
const STALE_LOCK_MS = 180_000;

/** @typedef {{ name: string, tool: string, args: string[], entry: string, stamp: string, sources: string[] }} Part */

/** @type {Part[]} */
const PARTS = [
  {
    name: 'Delivery Loop',
    tool: join('@nestjs', 'cli', 'bin', 'nest.js'),
    args: ['build'],
    entry: join('dist', 'src', 'main.js'),
    stamp: join('dist', '.built'),
    sources: ['src', 'migrations', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'],
  },
  {
    name: 'the web app',
    tool: join('vite', 'bin', 'vite.js'),
    args: ['build', 'web', '--logLevel', 'warn'],
    entry: join('web', 'dist', 'index.html'),
    stamp: join('web', 'dist', '.built'),
    sources: [join('web', 'src'), join('web', 'public'), join('web', 'index.html'), join('web', 'vite.config.ts')],
  },
];

/** Builds where there is no build, or one that is older than the sources. Installations without sources are taken as they are. */
export async function ensureBuilt() {
  const parts = PARTS.filter(canBuild);
  if (parts.every(isFresh)) return;
  await underLock(() => {
    for (const part of parts) if (!isFresh(part)) build(part);
  });
}

/** @param {Part} part */
function canBuild({ tool, sources }) {
  return existsSync(join(root, 'node_modules', tool)) && existsSync(join(root, sources[0] ?? ''));
}

/** @param {Part} part */
function build({ name, tool, args, entry, stamp }) {
  process.stdout.write(`Building ${name} …\n`);
  const built = spawnSync(process.execPath, [join(root, 'node_modules', tool), ...args], {
    cwd: root,
    stdio: 'inherit',
    // Whatever the caller is (a test runner says "test"), what is built is what people get.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (built.status !== 0) {
    rmSync(join(root, entry), { force: true });
    process.stderr.write('The build failed; see above.\n');
    process.exit(1);
  }
  writeFileSync(join(root, stamp), '');
}

/** @param {Part} part */
function isFresh({ entry, stamp, sources }) {
  // A build by `npm run build` leaves no stamp; one that failed here leaves no entry.
  const mark = [stamp, entry].map((path) => join(root, path)).find((path) => existsSync(path));
  if (mark === undefined || !existsSync(join(root, entry))) return false;
  const built = statSync(mark).mtimeMs;
  return sources.every((path) => newest(join(root, path)) <= built);
}

/** @param {string} path @returns {number} */
function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return path.endsWith('.test.ts') ? 0 : stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Two starts at once must not build over each other. @param {() => void} work */
async function underLock(work) {
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const held = statSync(lock, { throwIfNoEntry: false });
      if (held && performance.timeOrigin + performance.now() - held.mtimeMs > STALE_LOCK_MS)
        rmSync(lock, { recursive: true, force: true });
      else await sleep(300);
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}
