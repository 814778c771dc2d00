// Streams of flag changes: how soon a flip is told on a second process with 1,000 open streams there, how soon a real OFREP web
// client has it, and what a stream costs in memory. Times begin before the flip is sent, so its transaction is in them, and in
// those of the web clients the 50 ms that the SDK waits for further events before it asks. The 1,000 readers are in a process of
// their own (stream-readers.js), the web clients in this one. Runs alone (`node bench/streams.js`) or from bench/run.js.
import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { OpenFeature } from '@openfeature/web-sdk';
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import { EventSource } from 'undici';
import { call, freshDatabase, median, quantile, residentMb, startProcess, startServers } from './servers.js';

const FLAGS = 100;
const STREAMS = 1_000;
const EARLY = 100;
const CLIENTS = 5;
const FLIPS = 300;
const READERS = fileURLToPath(new URL('stream-readers.js', import.meta.url));

export async function run({ log = console.error, servers: given } = {}) {
  const cleanups = [];
  try {
    const servers = await freshDatabase(given ?? (await startServers(cleanups)), 'bench_streams');
    const first = await startProcess('api', servers, cleanups);
    const second = await startProcess('api', servers, cleanups);
    log(`Creating ${FLAGS} flags`);
    const token = await prepare(first.url);
    // What a process keeps after its first hundred streams is no stream's.
    const readers = await startReaders(cleanups);
    await readers.open(second.url, token, EARLY);
    await sleep(2_000);
    const before = await residentMb(second.pid);
    log(`Opening ${STREAMS} streams`);
    await readers.open(second.url, token, STREAMS - EARLY);
    await sleep(2_000);
    const kilobytes = ((await residentMb(second.pid)) - before) * (1_024 / (STREAMS - EARLY));
    const clients = await startClients(second.url, token, cleanups);
    return [...(await flips(first.url, readers, clients, log)), memoryRow(kilobytes)];
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

/** A process that holds streams open and notes when each heard of which revision. */
async function startReaders(cleanups) {
  const child = fork(READERS);
  const waiting = [];
  const told = new Set();
  child.on('message', (message) => (message.all === undefined ? waiting.shift()?.(message) : told.add(message.all)));
  child.once('exit', (code) => {
    if (code !== 0) throw new Error(`The process of the readers ended with ${code}`);
  });
  cleanups.push(() => child.disconnect());
  const ask = (message) =>
    new Promise((resolve) => {
      waiting.push(resolve);
      child.send(message);
    });
  return {
    told,
    open: (url, token, count) => ask({ ask: 'open', url, token, count }),
    times: async () => new Map((await ask({ ask: 'times' })).times),
  };
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

async function flips(url, readers, clients, log) {
  log(`Flipping ${FLIPS} times`);
  const begun = new Map();
  const inClient = [];
  for (let i = 0; i < FLIPS; i += 1) {
    const key = `bench-${i % FLAGS}`;
    const on = Math.floor(i / FLAGS) % 2 === 0;
    const begin = milliseconds();
    const changed = Promise.all(clients.map((client) => until(() => client.getBooleanValue(key, !on) === on)));
    const { revision } = await call(url, 'POST', `/api/v1/flags/${key}/environments/production/flip`, {
      on,
      reason: 'bench',
    });
    begun.set(revision, begin);
    inClient.push(...(await changed).map((at) => at - begin));
    await until(() => readers.told.has(revision));
  }
  const times = await readers.times();
  const heard = [...begun].map(([revision, begin]) => times.get(revision).map((at) => at - begin));
  return [
    row(`flip → heard by each of ${STREAMS} open streams of a second process`, heard.flat(), 100),
    row(
      `flip → heard by the last of ${STREAMS} open streams of a second process`,
      heard.map((each) => Math.max(...each)),
      null,
    ),
    row(`flip → an OFREP web client of a second process has it, beside ${STREAMS} open streams`, inClient, 150),
  ];
}

async function until(condition) {
  const end = milliseconds() + 10_000;
  while (!condition()) {
    if (milliseconds() > end) throw new Error('A flip did not come through within 10 s');
    await sleep(1);
  }
  return milliseconds();
}

/** The machine's clock, which all of its processes share. */
function milliseconds() {
  return Number(process.hrtime.bigint()) / 1e6;
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
