// loop scan: a working tree of 50,000 files (270 MB), which is kept in the system's folder for temporary files for the next run.
// Runs alone (`node bench/scan.js`) or from bench/run.js.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { call, freshDatabase, startProcess, startServers } from './servers.js';

const FILES = 50_000;
const FLAGS = 500;
const ROUNDS = 3;
const WRITERS = 16;
const FILLER = Array.from(
  { length: 70 },
  (_, i) => `export function step${i}(value: number): string { return 'label-' + (value * ${i}); } // "quoted" words`,
).join('\n');
const CLI = fileURLToPath(new URL('../bin/loop.js', import.meta.url));

export async function run({ log = console.error, servers: given } = {}) {
  const cleanups = [];
  try {
    const servers = await freshDatabase(given ?? (await startServers(cleanups)), 'bench_scan');
    const { url } = await startProcess('api', servers, cleanups);
    await call(url, 'PUT', '/api/v1/teams/bench', { name: 'bench' });
    await call(url, 'PUT', '/api/v1/services/bench', { name: 'bench', team: 'bench' });
    for (let i = 0; i < FLAGS; i += 1) {
      const flag = { key: `bench-flag-${i}`, kind: 'ops', service: 'bench', owner: { team: 'bench' } };
      await call(url, 'POST', '/api/v1/flags', flag, [201, 409]);
    }
    const { token } = await call(url, 'POST', '/api/v1/tokens', { name: 'scan', permissions: ['read', 'flags:write'] });
    const tree = await treeOf(log);
    let best = Infinity;
    let found;
    for (let round = 0; round < ROUNDS; round += 1) {
      const begin = performance.now();
      found = await scan(tree, url, token);
      const seconds = (performance.now() - begin) / 1_000;
      log(`  ${seconds.toFixed(1)} s, ${found.references.length} references in ${found.files} files`);
      best = Math.min(best, seconds);
    }
    return [
      {
        what: `loop scan of ${FILES} files for ${FLAGS} flags, sent to the server`,
        result: `${best.toFixed(1)} s (best of ${ROUNDS}; ${found.references.length} references)`,
        target: '≤ 20 s',
        reached: best <= 20 && found.files >= FILES,
      },
    ];
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}

/** Files of about 5 kB; one in ten names a flag, and one in a hundred declares a constant that its neighbour imports. */
function fileAt(i) {
  const flag = `bench-flag-${i % FLAGS}`;
  const head =
    i % 100 === 0
      ? `export const FLAG_${i} = '${flag}';\n`
      : i % 100 === 1
        ? `import { FLAG_${i - 1} } from '../other';\nif (isOn(FLAG_${i - 1})) go();\n`
        : i % 10 === 0
          ? `if (isOn('${flag}')) go();\n`
          : '';
  return { folder: join(`package-${i % 250}`, `part-${i % 7}`), name: `file-${i}.ts`, head };
}

/** The tree of these very files, as one commit; made once, and found again under the hash of what is in it. */
async function treeOf(log) {
  const files = Array.from({ length: FILES }, (_, i) => fileAt(i));
  const hash = createHash('sha256').update(FILLER);
  for (const { folder, name, head } of files) hash.update(`\0${folder}/${name}\0${head}`);
  const tree = join(tmpdir(), `loop-bench-scan-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(tree)) return tree;
  log(`Writing ${FILES} files`);
  const making = await mkdtemp(`${tree}.making-`);
  try {
    for (const folder of new Set(files.map((file) => file.folder)))
      await mkdir(join(making, folder), { recursive: true });
    const rest = files.values();
    const write = async () => {
      for (const { folder, name, head } of rest) await writeFile(join(making, folder, name), head + FILLER);
    };
    await Promise.all(Array.from({ length: WRITERS }, write));
    await writeFile(join(making, '.gitignore'), 'node_modules\ndist\n');
    const git = (...args) =>
      execFileSync('git', ['-C', making, '-c', 'user.name=b', '-c', 'user.email=b@c.d', ...args]);
    git('init', '-q', '-b', 'main');
    git('-c', 'core.compression=0', 'add', '-A');
    git('commit', '-q', '-m', 'tree');
    await rename(making, tree);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return tree;
}

function scan(tree, url, token) {
  return new Promise((resolve, reject) => {
    const args = [CLI, 'scan', tree, '--repository', 'bench/tree', '--json'];
    const env = { ...process.env, LOOP_URL: url, LOOP_TOKEN: token };
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code !== 0) reject(new Error(`loop scan ended with ${code}`));
      else resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await run());
