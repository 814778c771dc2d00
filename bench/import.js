// Import: a history of 100,000 commits, from git to the four keys.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADMIN, call, freshDatabase, settled, startProcess, startServers } from './servers.js';

const COMMITS = 100_000;
const MERGE_EVERY = 5;
const TAG_EVERY = 100;
const root = join(import.meta.dirname, '..');

export async function run({ log = console.error, servers: given } = {}) {
  const cleanups = [];
  try {
    const servers = await freshDatabase(given ?? (await startServers(cleanups)), 'bench_import');
    const repository = await mkdtemp(join(tmpdir(), 'loop-bench-git-'));
    cleanups.push(() => rm(repository, { recursive: true, force: true }));
    log(`Making a history of ${COMMITS} commits`);
    const tags = makeHistory(repository);
    const app = await startProcess('all', servers, cleanups);
    await call(app.url, 'PUT', '/api/v1/teams/bench', { name: 'bench' });
    await call(app.url, 'PUT', '/api/v1/services/bench', { name: 'bench', team: 'bench', repository: 'acme/bench' });

    const first = await importOnce(app.url, repository);
    const begin = performance.now();
    await settled(servers);
    const computed = (performance.now() - begin) / 1000;
    const again = await importOnce(app.url, repository);
    const query = `service=bench&from=2020-01-01T00:00:00Z&to=2030-01-01T00:00:00Z`;
    const dora = await call(app.url, 'GET', `/api/v1/dora?${query}`);
    log(
      `  ${first.seconds.toFixed(1)} s, ${first.megabytes.toFixed(0)} MB; again ${again.seconds.toFixed(1)} s; ${JSON.stringify(first.summary)}`,
    );
    const right = dora.deploymentFrequency.count === tags;
    return [
      {
        what: `\`loop import git\`, ${COMMITS.toLocaleString('en')} commits, ${tags.toLocaleString('en')} release tags`,
        result: `${first.seconds.toFixed(1)} s, highest ${first.megabytes.toFixed(0)} MB; numbers complete ${computed.toFixed(1)} s later; the same again ${again.seconds.toFixed(1)} s; deployments ${dora.deploymentFrequency.count}, lead times ${dora.leadTime.n}`,
        target: 'works, all counted',
        reached: right,
      },
    ];
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}

/** A trunk whose every fifth commit merges a branch of four, and a tag at every hundredth. Returns the number of tags. */
function makeHistory(repository) {
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', repository]);
  const epoch = Date.UTC(2024, 0, 1) / 1000;
  const lines = [];
  let trunk = 0;
  let tags = 0;
  const commit = (mark, parents, message) => {
    const at = `Ada <ada@example.com> ${epoch + mark * 600} +0000`;
    lines.push(
      'commit refs/heads/main',
      `mark :${mark}`,
      `author ${at}`,
      `committer ${at}`,
      `data ${message.length}`,
      message,
    );
    if (parents[0]) lines.push(`from :${parents[0]}`);
    if (parents[1]) lines.push(`merge :${parents[1]}`);
    lines.push('');
  };
  for (let mark = 1; mark <= COMMITS; mark += 1) {
    if (mark % MERGE_EVERY === 0) {
      commit(mark, [trunk, mark - 1], `Merge pull request #${mark} from acme/branch-${mark}`);
      trunk = mark;
    } else commit(mark, [mark % MERGE_EVERY === 1 ? trunk : mark - 1], `Work ${mark}`);
    if (mark % TAG_EVERY === 0) {
      tags += 1;
      lines.push(`reset refs/tags/v1.0.${tags}`, `from :${mark}`, '');
    }
  }
  execFileSync('git', ['-C', repository, 'fast-import', '--quiet'], {
    input: `${lines.join('\n')}\n`,
    maxBuffer: 1 << 30,
  });
  return tags;
}

async function importOnce(url, repository) {
  const begin = performance.now();
  const child = spawn(
    process.execPath,
    [
      join(root, 'bin/loop.js'),
      'import',
      'git',
      repository,
      '--service',
      'bench',
      '--url',
      url,
      '--token',
      ADMIN,
      '--json',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  let megabytes = 0;
  child.stdout.on('data', (data) => (output += data));
  const watch = setInterval(() => {
    const status = existsSync(`/proc/${child.pid}/status`) ? readFileSync(`/proc/${child.pid}/status`, 'utf8') : '';
    megabytes = Math.max(megabytes, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  }, 200);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`The import ended with ${code}: ${output.slice(-500)}`);
  return { seconds: (performance.now() - begin) / 1000, megabytes, summary: JSON.parse(output) };
}
