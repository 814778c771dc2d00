// The whole shop: three processes that end together.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * @param {string} name
 * @param {Record<string, string>} env
 */
async function start(name, env) {
  const child = spawn(process.execPath, [join(import.meta.dirname, name, 'server.js')], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${name} ended before it was ready`))),
  ]);
  const { url } = JSON.parse(String(line));
  process.stdout.write(`${name.padEnd(10)} ${url}\n`);
  return url;
}

/** @type {import('node:child_process').ChildProcess[]} */
const children = [];
const end = () => children.forEach((child) => child.kill('SIGTERM'));
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, end);
process.once('exit', end);

const [PRICING_URL, PAYMENTS_URL] = await Promise.all([
  start('pricing', { PORT: '0' }),
  start('payments', { PORT: '0' }),
]);
const url = await start('storefront', { PRICING_URL, PAYMENTS_URL });
process.stdout.write(
  `\nTry it:\n  curl -d '{"lines":[{"sku":"tea","quantity":2}],"coupon":"TEN"}' -H 'Content-Type: application/json' ${url}/checkout\n`,
);
await Promise.race(children.map((child) => once(child, 'exit')));
end();
