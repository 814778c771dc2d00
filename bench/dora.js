// DORA: how fast windows are answered with a large store behind them, and how soon one new incident shows.
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { call, freshDatabase, quantile, settled, startProcess, startServers } from './servers.js';

const SERVICES = 50;
const DEPLOYMENTS = 100_000;
const CHANGES = 1_000_000;
const INCIDENTS = 10_000;
const DAYS = 365;
const REQUESTS = 60;

export async function run({ log = console.error, servers: given } = {}) {
  const cleanups = [];
  const forget = endWith(cleanups);
  try {
    const servers = await freshDatabase(given ?? (await startServers(cleanups)), 'bench_dora');
    const app = await startProcess('all', servers, cleanups);
    const kill = () => {
      try {
        process.kill(app.pid);
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
    };
    process.once('exit', kill);
    cleanups.push(async () => process.off('exit', kill));
    await call(app.url, 'PUT', '/api/v1/teams/bench', { name: 'bench' });
    for (let i = 0; i < SERVICES; i += 1) {
      await call(app.url, 'PUT', `/api/v1/services/s${i}`, { name: `s${i}`, team: 'bench', repository: `acme/s${i}` });
    }
    await settled(servers);
    const client = new pg.Client({ connectionString: servers.databaseUrl });
    await client.connect();
    cleanups.push(() => client.end());
    client.on('error', () => {});
    const seeding = performance.now();
    const end = await seed(client);
    log(`  seeded in ${seconds(seeding)} s`);
    const recompute = performance.now();
    await mark(client);
    await settled(servers, 1_800_000);
    log(`  recomputed in ${seconds(recompute)} s`);
    await client.query('vacuum analyze');
    const window = `from=${new Date(end - 90 * 86_400_000).toISOString()}&to=${new Date(end).toISOString()}`;
    const one = await measure(app.url, () => `service=s${Math.floor(Math.random() * SERVICES)}&${window}`, log);
    const all = await measure(app.url, () => window, log);
    const update = await incidentToNumbers(app.url, client, end, log);
    const stored = `${(DEPLOYMENTS / 1000).toFixed(0)}k deployments, ${(CHANGES / 1e6).toFixed(0)}M changes, ${INCIDENTS / 1000}k incidents stored`;
    return [
      row(`GET /api/v1/dora, 90 days, one service (${stored})`, `p95 ${one.toFixed(0)} ms`, '≤ 50 ms', one <= 50),
      row(`GET /api/v1/dora, 90 days, all ${SERVICES} services`, `p95 ${all.toFixed(0)} ms`, '≤ 200 ms', all <= 200),
      row('one new incident → numbers updated', `slowest ${update.ms.toFixed(0)} ms`, '≤ 2,000 ms', update.ms <= 2000),
      row('cells written for it', `at most ${update.cells}`, '≤ 3', update.cells <= 3),
    ];
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
    forget();
  }
}

/** Stops what was started also when this process is told to end. */
function endWith(cleanups) {
  let ending = false;
  const clean = async () => {
    for (const cleanup of cleanups.reverse()) await cleanup().catch((error) => console.error(error));
  };
  const end = (signal) => {
    if (ending) return;
    ending = true;
    void clean().then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  return () => process.off('SIGINT', end).off('SIGTERM', end);
}

const row = (what, result, target, reached) => ({ what, result, target, reached });
const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1);

/** Spreads everything evenly over a year that ends at the last midnight (UTC). Returns that midnight. */
async function seed(client) {
  const end = Math.floor(Date.now() / 86_400_000) * 86_400_000;
  const start = new Date(end - DAYS * 86_400_000);
  const span = `interval '${DAYS} days'`;
  await client.query(
    `insert into changes (id, repository, opened_at, first_commit_at, merged_at, author, reviews, additions, deletions, hash, seq)
     select 'acme/s' || n % ${SERVICES} || '#' || n, 'acme/s' || n % ${SERVICES}, date_trunc('second', m - interval '5 hours'),
       date_trunc('second', m - (n % 97) * interval '1 hour' - interval '5 hours'), date_trunc('second', m), 'ada',
       jsonb_build_array(jsonb_build_object('author', 'bo', 'submittedAt', date_trunc('second', m - interval '1 hour'), 'state', 'approved')),
       n % 300, n % 70, '\\x00', 1
     from (select n, $1::timestamptz + n * ${span} / ${CHANGES} as m from generate_series(0, ${CHANGES - 1}) n) c`,
    [start],
  );
  await client.query(`insert into change_services select id, substr(repository, 6) from changes`);
  await client.query(
    `insert into deployments (id, service, environment, status, finished_at, started_at, hash, seq)
     select 'd' || n, 's' || n % ${SERVICES}, 'production', 'success', f, f, '\\x00', 1
     from (select n, date_trunc('second', $1::timestamptz + n * ${span} / ${DEPLOYMENTS}) as f
           from generate_series(0, ${DEPLOYMENTS - 1}) n) d`,
    [start],
  );
  await client.query(
    `insert into incidents (id, service, environment, title, severity, state, started_at, restored_at, restored_by, drill,
       mitigations, source, declared_at, declared_by)
     select 'i' || n, 's' || n % ${SERVICES}, 'production', 'Incident', 'sev3', 'restored', s, s + interval '40 minutes',
       'rollback', false, '[]', 'fact', s, 'bench'
     from (select n, date_trunc('second', $1::timestamptz + n * ${span} / ${INCIDENTS}) as s
           from generate_series(0, ${INCIDENTS - 1}) n) i`,
    [start],
  );
  await client.query('analyze');
  return end;
}

async function mark(client) {
  await client.query(
    `insert into dora_dirty (service, environment, from_at, created_at) select key, null, '0001-01-01Z', now() from services`,
  );
  await client.query(
    `insert into dora_dirty (service, incidents, created_at) select service, array_agg(id), now() from incidents group by service`,
  );
}

/** p95 of answers in milliseconds, one after another. */
async function measure(url, query, log) {
  const times = [];
  for (let i = 0; i < REQUESTS + 5; i += 1) {
    const begin = performance.now();
    const answer = await call(url, 'GET', `/api/v1/dora?${query()}`);
    if (i >= 5) times.push(performance.now() - begin);
    if (i === 0)
      log(`  ${answer.leadTime.n} lead times, ${answer.deploymentFrequency.count} deployments in the window`);
  }
  log(`  p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms`);
  return quantile(times, 0.95);
}

/** Sends incidents one by one and waits until each shows; counts the cells that each has written. */
async function incidentToNumbers(url, client, end, log) {
  let slowest = 0;
  let cells = 0;
  for (let i = 0; i < 10; i += 1) {
    const service = `s${i}`;
    const query = `/api/v1/dora?service=${service}&from=${new Date(end - 86_400_000).toISOString()}&to=${new Date(end).toISOString()}`;
    const before = (await call(url, 'GET', query)).incidents.total;
    const [{ at }] = (await client.query('select max(written_at) as at from dora_cells')).rows;
    const begin = performance.now();
    const startedAt = new Date(end - 3_600_000).toISOString();
    await call(url, 'POST', '/api/v1/facts', { facts: [{ kind: 'incident', id: `new-${i}`, service, startedAt }] });
    while ((await call(url, 'GET', query)).incidents.total === before) await sleep(10);
    slowest = Math.max(slowest, performance.now() - begin);
    await sleep(500);
    const { rows } = await client.query('select count(*)::int as n from dora_cells where written_at > $1', [at]);
    cells = Math.max(cells, rows[0].n);
  }
  log(`  incidents show after at most ${slowest.toFixed(0)} ms and write at most ${cells} cells`);
  return { ms: slowest, cells };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) console.table(await run());
