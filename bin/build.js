import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'dist', '.built');
const entry = join(root, 'dist', 'src', 'main.js');
const lock = join(root, '.building');
const STALE_LOCK_MS = 180_000;

/** Builds where there is no build, or one that is older than the sources. Installations without sources are taken as they are. */
export async function ensureBuilt() {
  const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  if (!existsSync(join(root, 'src')) || !existsSync(nest)) return;
  if (isFresh()) return;
  await underLock(() => {
    if (isFresh()) return;
    process.stdout.write('Building Delivery Loop …\n');
    const built = spawnSync(process.execPath, [nest, 'build'], { cwd: root, stdio: 'inherit' });
    if (built.status !== 0) {
      rmSync(entry, { force: true });
      process.stderr.write('The build failed; see above.\n');
      process.exit(1);
    }
    writeFileSync(stamp, '');
  });
}

function isFresh() {
  // A build by `npm run build` leaves no stamp; one that failed here leaves no entry.
  const mark = existsSync(stamp) ? stamp : entry;
  if (!existsSync(mark)) return false;
  const built = statSync(mark).mtimeMs;
  return ['src', 'migrations', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'].every(
    (path) => newest(join(root, path)) <= built,
  );
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
