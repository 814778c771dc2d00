// Flags: OFREP evaluation against a bare route, and how soon a kill is seen by another process.
// Runs alone (`node bench/flags.js`) or from bench/run.js.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import pg from 'pg';
import { call, freePort, freshDatabase, median, quantile, startProcess, startServers } from './servers.js';

const SIZES = process.env.BENCH_FLAGS?.split(',').map(Number) ?? [100, 10_000];
/** Every so many flags one has rules, so that no bulk answer is the same for everybody. */
const TARGETED_EVERY = 10;
const ROUNDS = 8;
const ROUND_SECONDS = 1.5;
const KILLS = 300;
const BODY = JSON.stringify({ context: { targetingKey: 'user-4711', plan: 'pro', country: 'AT' } });

export async function run({ log = console.error, servers: given } = {}) {
  const cleanups = [];
  try {
    const servers = await freshDatabase(given ?? (await startServers(cleanups)), 'bench_flags');
    const { url: first } = await startProcess('api', servers, cleanups);
    const { url: second } = await startProcess('api', servers, cleanups);
    const bare = await startBare(cleanups);
    const token = await prepare(first);
    const rows = [];
    let made = 0;
    for (const size of SIZES) {
      log(`Creating ${size - made} flags`);
      await create(first, servers, made, size);
      made = size;
      rows.push(...(await compare(first, bare, token, size, log)));
    }
    return [...rows, await propagation(first, second, token, log)];
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}

async function startBare(cleanups) {
  const port = await freePort();
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), '--bare', String(port)], { stdio: 'inherit' });
  return started(child, port, '/livez', cleanups);
}

async function started(child, port, path, cleanups) {
  let ended = false;
  const exit = new Promise((resolve) => child.once('exit', resolve)).then(() => (ended = true));
  cleanups.push(async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await exit;
    clearTimeout(late);
  });
  const url = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 300 && !ended; i += 1) {
    const up = await fetch(url + path).then(
      (response) => response.ok,
      () => false,
    );
    if (up) return url;
    await sleep(100);
  }
  throw new Error(ended ? 'A process ended before it listened' : 'A process did not listen within 30 s');
}

async function prepare(url) {
  await call(url, 'PUT', '/api/v1/teams/bench', { name: 'bench' });
  await call(url, 'PUT', '/api/v1/services/bench', { name: 'bench', team: 'bench' });
  const { token } = await call(url, 'POST', '/api/v1/tokens', {
    name: 'bench',
    permissions: ['flags:evaluate'],
    environment: 'production',
  });
  return token;
}

/** Two flags by hand, one of them with rules; the others are their copies: one by one they would take longer than all that is measured. */
async function create(url, servers, from, to) {
  if (from === 0) {
    for (const key of ['bench-0', 'bench-1']) {
      const flag = { key, name: key, kind: 'ops', service: 'bench', owner: { team: 'bench' } };
      await call(url, 'POST', '/api/v1/flags', flag, [201]);
      await flip(url, key, true);
    }
    await target(url, 'bench-0');
  }
  const client = new pg.Client({ connectionString: servers.databaseUrl });
  await client.connect();
  const copies = `generate_series(greatest($1::int, 2), $2::int - 1) i
    join pattern on key = case when i % $3::int = 0 then 'bench-0' else 'bench-1' end`;
  await client.query('begin');
  await client.query('update flag_revision set revision = revision + 1');
  for (const [table, key] of [
    ['flags', 'key'],
    ['flag_environments', 'flag'],
  ])
    await client.query(
      `with pattern as (select ${key} as key, p from ${table} p where ${key} in ('bench-0', 'bench-1'))
       insert into ${table} select (jsonb_populate_record(p, jsonb_build_object('${key}', 'bench-' || i, 'revision', revision))).*
       from flag_revision, ${copies}`,
      [from, to, TARGETED_EVERY],
    );
  await client.query('commit');
  await client.query('analyze');
  await client.end();
  // The processes hear of a change, and read what came with it.
  await flip(url, 'bench-1', false);
  await flip(url, 'bench-1', true);
}

async function target(url, key) {
  const conditions = [{ attribute: 'country', operator: 'in', values: ['AT', 'DE', 'CH'] }];
  const rules = [{ conditions, share: { percent: 50 }, serve: { variant: 'on' } }];
  await call(url, 'PUT', `/api/v1/flags/${key}/environments/production/rules`, {
    rules,
    otherwise: { variant: 'off' },
  });
}

async function compare(url, bare, token, size, log) {
  const bench = (name, target, path) =>
    load(target + path).then((rate) => {
      log(`  ${name}: ${Math.round(rate)} requests/s`);
      return rate;
    });
  const load = async (target) => {
    const result = await autocannon({
      url: target,
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: BODY,
      connections: 20,
      duration: ROUND_SECONDS,
    });
    if (result.non2xx > 0 || result.errors > 0)
      throw new Error(`${result.non2xx} bad answers, ${result.errors} errors from ${target}`);
    return result.requests.average;
  };
  const single = `/ofrep/v1/evaluate/flags/bench-${size - 1}`;
  log('Warming up');
  for (let i = 0; i < 2; i += 1) {
    await load(url + single);
    await load(url + '/ofrep/v1/evaluate/flags');
    await load(bare + '/bare');
  }
  const ratios = [];
  const rates = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ours = await bench('OFREP single', url, single);
    const theirs = await bench('bare route', bare, '/bare');
    ratios.push(ours / theirs);
    rates.push([ours, theirs]);
  }
  const ratio = median(ratios);
  const bulkRates = [];
  for (let round = 0; round < ROUNDS / 2; round += 1) {
    const ours = await bench('OFREP bulk', url, '/ofrep/v1/evaluate/flags');
    bulkRates.push([ours, await bench('bare route', bare, '/bare')]);
  }
  const bulk = median(bulkRates.map(([ours, theirs]) => ours / theirs));
  const seen = `${Math.round(median(rates.map(([ours]) => ours)))} against ${Math.round(median(rates.map(([, theirs]) => theirs)))} requests/s`;
  return [
    {
      what: `OFREP single evaluation, ${size} flags, against a bare route`,
      result: `${(ratio * 100).toFixed(0)} % (${seen}; median of ${ROUNDS} rounds)`,
      target: '≥ 60 %',
      reached: ratio >= 0.6,
    },
    {
      what: `OFREP bulk evaluation, ${size} flags, one in ${TARGETED_EVERY} with rules, against a bare route`,
      result: `${(bulk * 100).toFixed(2)} % (${median(bulkRates.map(([ours]) => ours)).toFixed(1)} requests/s)`,
      target: '—',
      reached: true,
    },
  ];
}

async function propagation(first, second, token, log) {
  log(`Killing ${KILLS} times`);
  const sent = [];
  const answered = [];
  for (let i = 0; i < KILLS; i += 1) {
    // One without rules: what those with rules answer depends on who asks.
    const key = `bench-${1 + (i % (TARGETED_EVERY - 1))}`;
    await flip(first, key, true);
    await seen(second, key, true, token);
    const begin = performance.now();
    let end = 0;
    const kill = call(first, 'POST', `/api/v1/flags/${key}/kill`, { environment: 'production', reason: 'bench' }).then(
      () => {
        end = performance.now();
      },
    );
    const at = await seen(second, key, false, token);
    await kill;
    sent.push(at - begin);
    answered.push(Math.max(0, at - end));
  }
  const p99 = quantile(sent, 0.99);
  return {
    what: 'kill → seen by evaluation on a second API process',
    result: `p99 ${p99.toFixed(1)} ms, median ${median(sent).toFixed(1)} ms from sending the kill (p99 ${quantile(answered, 0.99).toFixed(1)} ms from its answer; n = ${KILLS})`,
    target: 'p99 ≤ 100 ms',
    reached: p99 <= 100,
  };
}

async function seen(url, key, value, token) {
  const late = performance.now() + 30_000;
  while (performance.now() < late) {
    const response = await fetch(`${url}/ofrep/v1/evaluate/flags/${key}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: BODY,
    });
    const answer = await response.json();
    if (answer.value === value) return performance.now();
  }
  throw new Error(`${key} did not become ${value} within 30 s`);
}

async function flip(url, key, on) {
  await call(url, 'POST', `/api/v1/flags/${key}/environments/production/flip`, { on, reason: 'bench' });
}

/** The bare route: the same adapter with nothing of ours, answering JSON of the size of an evaluation. */
async function serveBare(port) {
  const { FastifyAdapter } = await import('@nestjs/platform-fastify');
  const fastify = new FastifyAdapter().getInstance();
  fastify.get('/livez', async () => ({ ok: true }));
  fastify.post('/bare', async () => ({ key: 'bench-999', value: true, reason: 'STATIC', variant: 'on' }));
  await fastify.listen({ port, host: '127.0.0.1' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === '--bare') await serveBare(Number(process.argv[3]));
  else console.table(await run());
}
