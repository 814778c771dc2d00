// Streams of flag changes: how soon a flip is told on a second process with 1,000 open streams there, how soon a real OFREP web
// client has it, and what a stream costs in memory. Runs alone (`node bench/streams.js`) or from bench/run.js.
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { OpenFeature } from '@openfeature/web-sdk';
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import { EventSource } from 'undici';
import { call, freshDatabase, median, quantile, residentMb, startProcess, startServers } from './servers.js';

const FLAGS = 100;
const STREAMS = 1_000;
const CLIENTS = 5;
const FLIPS = 300;

export async function run({ log = console.error, servers: given } = {}) {
  const cleanups = [];
  try {
    const servers = await freshDatabase(given ?? (await startServers(cleanups)), 'bench_streams');
    const first = await startProcess('api', servers, cleanups);
    const second = await startProcess('api', servers, cleanups);
    log(`Creating ${FLAGS} flags`);
    const token = await prepare(first.url);
    // What a process keeps after its first hundred streams is no stream's.
    const early = await openAll(second.url, token, 100, cleanups);
    await sleep(2_000);
    const before = await residentMb(second.pid);
    log(`Opening ${STREAMS} streams`);
    const streams = [...early, ...(await openAll(second.url, token, STREAMS - early.length, cleanups))];
    await sleep(2_000);
    const kilobytes = ((await residentMb(second.pid)) - before) * (1_024 / (STREAMS - early.length));
    const clients = await startClients(second.url, token, cleanups);
    return [...(await flips(first.url, streams, clients, log)), memoryRow(kilobytes)];
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}

async function prepare(url) {
  await call(url, 'PUT', '/api/v1/teams/bench', { name: 'bench' });
  await call(url, 'PUT', '/api/v1/services/bench', { name: 'bench', team: 'bench' });
  for (let i = 0; i < FLAGS; i += 1) {
    const key = `bench-${i}`;
    await call(url, 'POST', '/api/v1/flags', {
      key,
      name: key,
      kind: 'ops',
      service: 'bench',
      owner: { team: 'bench' },
    });
  }
  const permissions = ['flags:evaluate'];
  return (await call(url, 'POST', '/api/v1/tokens', { name: 'bench', permissions, environment: 'production' })).token;
}

async function openAll(url, token, count, cleanups) {
  const opened = [];
  while (opened.length < count) {
    const batch = Math.min(50, count - opened.length);
    opened.push(...(await Promise.all(Array.from({ length: batch }, () => openOne(url, token)))));
  }
  cleanups.push(() => opened.forEach((stream) => stream.close()));
  return opened;
}

/** A stream that only notes when it heard of which revision. */
function openOne(url, token) {
  const stream = { heard: new Map(), close: () => undefined };
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const call = request(`${url}/api/v1/flag-changes/production`, { headers, agent: false }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`A stream was answered ${response.statusCode}`));
      response.setEncoding('utf8');
      response.on('error', () => undefined);
      response.on('data', (text) => {
        for (const [, id] of text.matchAll(/^id: (\d+)$/gm)) stream.heard.set(Number(id), performance.now());
      });
      stream.close = () => call.destroy();
      return resolve(stream);
    });
    call.on('error', reject);
    call.end();
  });
}

/** Real clients, each with a domain of its own in the SDK. */
async function startClients(url, token, cleanups) {
  globalThis.EventSource = EventSource;
  await OpenFeature.setContext({ targetingKey: 'bench' });
  const clients = [];
  for (let i = 0; i < CLIENTS; i += 1) {
    const headers = [
      ['Authorization', `Bearer ${token}`],
      ['X-Loop-Instance', `bench-${i}`],
    ];
    const provider = new OFREPWebProvider({ baseUrl: url, headers, cacheMode: 'disabled' });
    await OpenFeature.setProviderAndWait(`bench-${i}`, provider);
    clients.push(OpenFeature.getClient(`bench-${i}`));
  }
  cleanups.push(() => OpenFeature.close());
  await sleep(1_000);
  return clients;
}

async function flips(url, streams, clients, log) {
  log(`Flipping ${FLIPS} times`);
  const told = [];
  const lastTold = [];
  const inClient = [];
  for (let i = 0; i < FLIPS; i += 1) {
    const key = `bench-${i % FLAGS}`;
    const on = Math.floor(i / FLAGS) % 2 === 0;
    const begin = performance.now();
    const changed = Promise.all(clients.map((client) => until(() => client.getBooleanValue(key, !on) === on)));
    const { revision } = await call(url, 'POST', `/api/v1/flags/${key}/environments/production/flip`, {
      on,
      reason: 'bench',
    });
    await until(() => streams.every(({ heard }) => heard.has(revision)));
    const heard = streams.map((stream) => stream.heard.get(revision) - begin);
    told.push(...heard);
    lastTold.push(Math.max(...heard));
    inClient.push(...(await changed).map((at) => at - begin));
    for (const stream of streams) stream.heard.clear();
  }
  return [
    row(`flip → heard by each of ${STREAMS} open streams of a second process`, told, 100),
    row(`flip → heard by the last of ${STREAMS} open streams of a second process`, lastTold, null),
    row(`flip → an OFREP web client of a second process has it, beside ${STREAMS} open streams`, inClient, 150),
  ];
}

async function until(condition) {
  const end = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error('A flip did not come through within 10 s');
    await sleep(1);
  }
  return performance.now();
}

function row(what, times, target) {
  const p99 = quantile(times, 0.99);
  return {
    what,
    result: `p99 ${p99.toFixed(1)} ms, median ${median(times).toFixed(1)} ms from sending the flip (n = ${times.length})`,
    target: target === null ? '—' : `p99 ≤ ${target} ms`,
    reached: target === null || p99 <= target,
  };
}

function memoryRow(kilobytes) {
  return {
    what: `memory of an open stream, of ${STREAMS}`,
    result: `${kilobytes.toFixed(0)} kB`,
    target: '≤ 64 kB',
    reached: kilobytes <= 64,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await run());
