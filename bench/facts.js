// Facts: how many a second go through NDJSON into PostgreSQL, and whether memory stays flat.
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ADMIN, call, freshDatabase, residentMb, startProcess, startServers } from './servers.js';

const FACTS = 300_000;
const DAY = 86_400_000;

export async function run({ log = console.error, servers: given } = {}) {
  const cleanups = [];
  try {
    const servers = await freshDatabase(given ?? (await startServers(cleanups)), 'bench_facts');
    const api = await startProcess('api', servers, cleanups);
    await call(api.url, 'PUT', '/api/v1/teams/bench', { name: 'bench' });
    await call(api.url, 'PUT', '/api/v1/services/bench', { name: 'bench', team: 'bench', repository: 'acme/bench' });
    await send(api.url, lines(0, 20_000));
    const before = await residentMb(api.pid);
    const memory = [];
    let running = true;
    const watch = (async () => {
      while (running) {
        memory.push(await residentMb(api.pid));
        await sleep(250);
      }
    })();
    const begin = performance.now();
    const answer = await send(api.url, lines(20_000, 20_000 + FACTS));
    const seconds = (performance.now() - begin) / 1000;
    running = false;
    await watch;
    if (answer.accepted !== FACTS) throw new Error(`Only ${JSON.stringify(answer)} of ${FACTS}`);
    const rate = FACTS / seconds;
    const half = Math.max(...memory.slice(0, memory.length / 2));
    const whole = Math.max(...memory);
    log(`  ${Math.round(rate)} facts/s; resident ${before.toFixed(0)} → ${half.toFixed(0)} → ${whole.toFixed(0)} MB`);
    return [
      {
        what: `NDJSON facts into PostgreSQL (${FACTS.toLocaleString('en')} commits, changes, deployments and checks in one stream)`,
        result: `${Math.round(rate).toLocaleString('en')} facts/s`,
        target: '≥ 10,000 facts/s',
        reached: rate >= 10_000,
      },
      {
        what: 'resident memory of the API meanwhile: highest of the first half, and of all',
        result: `${half.toFixed(0)} MB, ${whole.toFixed(0)} MB`,
        target: 'flat',
        reached: whole <= half * 1.25,
      },
    ];
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}

async function send(url, source) {
  const response = await fetch(`${url}/api/v1/facts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN}`, 'content-type': 'application/x-ndjson' },
    body: Readable.toWeb(Readable.from(source)),
    duplex: 'half',
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status} ${text.slice(0, 300)}`);
  return JSON.parse(text);
}

/** Four facts for each change: a commit, the change, a check, and for each tenth a deployment. */
function* lines(from, to) {
  const epoch = Date.UTC(2026, 0, 1);
  let batch = '';
  for (let i = from; i < to; i += 1) {
    const n = Math.floor(i / 4);
    const at = new Date(epoch + ((n * 60_000) % (200 * DAY))).toISOString();
    const sha = n.toString(16).padStart(40, '0');
    const fact = [
      {
        kind: 'commit',
        id: sha,
        repository: 'acme/bench',
        parents: [(n + 1).toString(16).padStart(40, '0')],
        authoredAt: at,
        committedAt: at,
      },
      {
        kind: 'change',
        id: `acme/bench#${n}`,
        repository: 'acme/bench',
        title: `Change ${n}`,
        author: 'ada',
        openedAt: at,
        mergedAt: at,
        mergeSha: sha,
        commits: [{ sha, authoredAt: at }],
        additions: 10,
        deletions: 2,
      },
      {
        kind: 'check',
        id: `check-${n}`,
        repository: 'acme/bench',
        sha,
        name: 'test',
        conclusion: 'success',
        completedAt: at,
      },
      n % 10 === 0
        ? {
            kind: 'deployment',
            id: `deployment-${n}`,
            service: 'bench',
            environment: 'production',
            sha,
            status: 'success',
            finishedAt: at,
          }
        : {
            kind: 'check',
            id: `lint-${n}`,
            repository: 'acme/bench',
            sha,
            name: 'lint',
            conclusion: 'success',
            completedAt: at,
          },
    ][i % 4];
    batch += `${JSON.stringify(fact)}\n`;
    if (batch.length > 60_000) {
      yield batch;
      batch = '';
    }
  }
  yield batch;
}
