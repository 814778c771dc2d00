// The inventory at 10,000 flags: how long the server takes over each thing that people do with it.
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { call, freshDatabase, median, quantile, startProcess, startServers } from './servers.js';

const FLAGS = 10_000;
const SERVICES = 100;
const TEAMS = 40;
const TIMES = 60;
const LIMIT_MS = 100;
const KINDS = ['release', 'experiment', 'ops', 'permission', 'kill_switch'];

export async function run({ log = console.error, servers: given } = {}) {
  const cleanups = [];
  try {
    const servers = await freshDatabase(given ?? (await startServers(cleanups)), 'bench_inventory');
    const { url } = await startProcess('all', servers, cleanups);
    log(`Creating ${FLAGS} flags`);
    await prepare(url, servers);
    const rows = [];
    for (const [what, act] of actions(url)) rows.push(await measure(what, act, log));
    return rows;
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}

/** The actions by name; each gets the number of its turn. */
function actions(url) {
  const get = (path) => () => call(url, 'GET', `/api/v1/flags${path}`);
  const flip = (i, on) =>
    call(url, 'POST', `/api/v1/flags/inv-${i}/environments/production/flip`, { on, reason: 'bench' });
  let deep = '';
  return [
    ['the first page of 50', get('?limit=50')],
    ['the last page', get(`?limit=50&cursor=${cursorAt('key', null, `inv-${FLAGS - 60}`)}`)],
    ['sorted by expiry', get('?limit=50&sort=expiresAt')],
    ['sorted by last change', get('?limit=50&sort=updatedAt')],
    ['with any debt', get('?limit=50&debt=any')],
    ['with any debt, sorted by expiry', get('?limit=50&debt=any&sort=expiresAt')],
    ['expired ones', get('?limit=50&debt=expired')],
    [
      'with any debt, page after page',
      async () => {
        const page = await call(url, 'GET', `/api/v1/flags?limit=50&debt=any&cursor=${deep}`);
        deep = page.nextCursor ?? '';
      },
    ],
    ['of one service', get('?limit=50&service=inv-service-7')],
    ['of one team', get('?limit=50&owner=team:inv-team-7')],
    ['by text', get('?limit=50&q=inv-99')],
    ['by text that nothing has', get('?limit=50&q=nowhere-to-be-found')],
    ['a page of 500', get('?limit=500')],
    ['one flag', (i) => call(url, 'GET', `/api/v1/flags/inv-${i}`)],
    ['its history', (i) => call(url, 'GET', `/api/v1/flags/inv-${i}/history`)],
    ['create', (i) => call(url, 'POST', '/api/v1/flags', flagOf(FLAGS + i))],
    ['change', (i) => call(url, 'PATCH', `/api/v1/flags/inv-${i}`, { name: `changed ${performance.now()}` })],
    ['flip on', (i) => flip(i, true)],
    ['kill', (i) => call(url, 'POST', `/api/v1/flags/inv-${i}/kill`, { environment: 'production', reason: 'bench' })],
    ['complete', (i) => call(url, 'POST', `/api/v1/flags/inv-${i}/complete`, { outcome: 'kept' })],
    ['archive', (i) => call(url, 'POST', `/api/v1/flags/inv-${i}/archive`)],
    ['revive', (i) => call(url, 'POST', `/api/v1/flags/inv-${i}/revive`)],
  ];
}

async function measure(what, act, log) {
  await act(1);
  const times = [];
  for (let i = 0; i < TIMES; i += 1) {
    const begin = performance.now();
    await act(i + 2);
    times.push(performance.now() - begin);
  }
  const p95 = quantile(times, 0.95);
  log(`  ${what}: p95 ${p95.toFixed(0)} ms`);
  return {
    what: `${what} (${FLAGS} flags)`,
    result: `p50 ${median(times).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`,
    target: `p95 ≤ ${LIMIT_MS} ms`,
    reached: p95 <= LIMIT_MS,
  };
}

function flagOf(i) {
  return {
    key: `inv-${i}`,
    name: `Flag ${i}`,
    description: `What flag ${i} is about, in a sentence of the usual length.`,
    kind: KINDS[i % KINDS.length],
    service: `inv-service-${i % SERVICES}`,
    // Nobody is left in every fourth team, so that it can be given no new flag.
    owner: { team: `inv-team-${i % 4 === 0 ? 1 : i % TEAMS}` },
    expiresAt: new Date(Date.now() + (1 + (i % 90)) * 86_400_000).toISOString(),
    removalTicket: `INV-${i}`,
  };
}

/** A third of the flags has expired, every fourth team was left by everybody. */
async function prepare(url, servers) {
  for (let t = 0; t < TEAMS; t += 1) {
    await call(url, 'PUT', `/api/v1/teams/inv-team-${t}`, { name: `Team ${t}` });
    for (let p = 0; p < 5; p += 1) {
      const key = `inv-person-${t}-${p}`;
      const active = t % 4 > 0;
      await call(url, 'PUT', `/api/v1/people/${key}`, {
        name: key,
        email: `${key}@example.com`,
        teams: [`inv-team-${t}`],
        active,
      });
    }
  }
  for (let s = 0; s < SERVICES; s += 1)
    await call(url, 'PUT', `/api/v1/services/inv-service-${s}`, {
      name: `Service ${s}`,
      team: `inv-team-${s % TEAMS}`,
    });
  const client = new pg.Client({ connectionString: servers.databaseUrl });
  await client.connect();
  // One by one through the API they would take longer than all that is measured.
  await client.query(
    `with revision as (update flag_revision set revision = revision + 1 returning revision),
     born as (select now() - interval '60 days' + i * interval '1 minute' as at, i from generate_series(0, $1::int - 1) i),
     added as (
       insert into flags (key, name, description, kind, service, owner_team, expires_at, removal_ticket, stage, variants,
         default_variant, off_variant, revision, created_at, updated_at, created_by)
       select 'inv-' || i, 'Flag ' || i, 'What flag ' || i || ' is about, in a sentence of the usual length.',
         ($2::text[])[1 + i % 5], 'inv-service-' || i % $3::int, 'inv-team-' || i % $4::int,
         now() + (i % 90 - 30) * interval '1 day', 'INV-' || i, 'active', '{"on":true,"off":false}', 'on', 'off',
         revision, at, at, 'bench' from born, revision returning key, revision, created_at),
     states as (
       insert into flag_environments (flag, environment, position, on_state, rules, revision, changed_at)
       select key, e, n, e = 'staging', '[]', revision, created_at from added, unnest(array['production', 'staging'])
         with ordinality as u (e, n) returning flag)
     insert into flag_history (id, flag, action, actor, revision, at)
     select gen_random_uuid(), key, 'create', 'bench', revision, created_at from added`,
    [FLAGS, KINDS, SERVICES, TEAMS],
  );
  await client.query('analyze');
  await client.end();
}

function cursorAt(...parts) {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await run());
