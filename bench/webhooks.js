// Webhooks: real payloads at 200 a second; how long each answer takes, and whether every one was worked on.
import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Agent, request } from 'undici';
import { call, freshDatabase, quantile, settled, startProcess, startServers, WEBHOOK_SECRET } from './servers.js';

const RATE = 200;
const SECONDS = 30;
const EVENTS = [
  'push',
  'pull_request',
  'pull_request_review',
  'check_run',
  'status',
  'workflow_run',
  'deployment',
  'deployment_status',
];

export async function run({ log = console.error, servers: given } = {}) {
  const cleanups = [];
  try {
    const servers = await freshDatabase(given ?? (await startServers(cleanups)), 'bench_webhooks');
    const app = await startProcess('all', servers, cleanups);
    await call(app.url, 'PUT', '/api/v1/teams/bench', { name: 'bench' });
    await call(app.url, 'PUT', '/api/v1/services/bench', {
      name: 'bench',
      team: 'bench',
      repository: 'Codertocat/Hello-World',
    });
    const payloads = examples();
    const agent = new Agent({ connections: 64, pipelining: 1 });
    await paced(app.url, agent, payloads, RATE * 5, 'warm');
    const times = await paced(app.url, agent, payloads, RATE * SECONDS, 'counted');
    await agent.close();
    await settled(servers, 120_000);
    const client = new pg.Client({ connectionString: servers.databaseUrl });
    await client.connect();
    const { rows } = await client.query(
      `select count(*)::int as all, count(*) filter (where status = 'accepted')::int as waiting from receipts where delivery_id like 'counted-%'`,
    );
    await client.end();
    const p99 = quantile(times, 0.99);
    const none = rows[0].all === RATE * SECONDS && rows[0].waiting === 0;
    log(
      `  p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; ${rows[0].all} receipts, ${rows[0].waiting} not worked on`,
    );
    return [
      {
        what: `\`POST /webhooks/github\` at ${RATE}/s for ${SECONDS} s, API + worker in one process`,
        result: `p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; ${rows[0].all} of ${RATE * SECONDS} kept, all worked on: ${none ? 'yes' : 'no'}`,
        target: 'p99 ≤ 25 ms, none lost',
        reached: p99 <= 25 && none,
      },
    ];
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}

function examples() {
  const all = createRequire(import.meta.url)('@octokit/webhooks-examples');
  return (all.default ?? all)
    .filter(({ name }) => EVENTS.includes(name))
    .flatMap(({ name, examples: list }) => list.map((payload) => ({ name, body: JSON.stringify(payload) })));
}

/** Open loop: each request goes out at its own time, whether or not the ones before it were answered. */
async function paced(url, agent, payloads, count, label) {
  const begin = performance.now();
  const pending = [];
  for (let i = 0; i < count; i += 1) {
    const due = begin + (i * 1000) / RATE;
    const wait = due - performance.now();
    if (wait > 1) await sleep(wait);
    const { name, body } = payloads[i % payloads.length];
    pending.push(send(url, agent, name, body, `${label}-${i}`));
  }
  return Promise.all(pending);
}

async function send(url, agent, event, body, delivery) {
  const signature = `sha256=${createHmac('sha256', WEBHOOK_SECRET).update(body).digest('hex')}`;
  const begin = performance.now();
  const response = await request(`${url}/webhooks/github`, {
    method: 'POST',
    dispatcher: agent,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': delivery,
      'x-hub-signature-256': signature,
    },
    body,
  });
  await response.body.dump();
  if (response.statusCode !== 202) throw new Error(`${event}: ${response.statusCode}`);
  return performance.now() - begin;
}
