// The kill board: how long after a navigation somebody can press the first flag, on the built app in a browser.
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { ADMIN, call, freshDatabase, median, startProcess, startServers } from './servers.js';

const SERVICES = 50;
const FLAGS = 500;
const TIMES = 12;
const LIMIT_MS = 1_000;
const EMAIL = 'bench@example.com';
const PASSWORD = 'correct horse battery';
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

export async function run({ log = console.error, servers: given } = {}) {
  const cleanups = [];
  try {
    const servers = await freshDatabase(given ?? (await startServers(cleanups)), 'bench_kill_board');
    const { url } = await startProcess('all', servers, cleanups);
    await prepare(url);
    const chromium = join(import.meta.dirname, '..', 'test', 'browser', 'support', 'chromium.ts');
    const { module } = await runnerImport(chromium);
    const browser = await module.startBrowser();
    cleanups.push(() => browser.close());
    const session = await signedIn(browser, url);
    const first = [];
    const again = [];
    for (let i = 0; i < TIMES; i += 1) {
      // A context of its own has an empty cache: the first visit of a phone that never saw the app.
      const context = await browser.newContext({ ...PHONE, storageState: session });
      const page = await context.newPage();
      first.push(await untilUsable(page, url));
      again.push(await untilUsable(page, url));
      await context.close();
    }
    log(
      `  first visit ${first.map((ms) => ms.toFixed(0)).join(' ')}; again ${again.map((ms) => ms.toFixed(0)).join(' ')}`,
    );
    return [row('with nothing cached', first), row('again', again)];
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}

function row(how, times) {
  const slowest = Math.max(...times);
  return {
    what: `kill board usable after navigation, ${how} (phone, ${FLAGS} flags on in ${SERVICES} services)`,
    result: `median ${median(times).toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms`,
    target: `≤ ${LIMIT_MS} ms`,
    reached: slowest <= LIMIT_MS,
  };
}

async function untilUsable(page, url) {
  const begin = performance.now();
  await page.goto(`${url}/kill`, { waitUntil: 'commit' });
  await page.locator('[data-row]:not([aria-disabled])').first().click({ trial: true });
  return performance.now() - begin;
}

async function signedIn(browser, url) {
  const context = await browser.newContext();
  const body = { token: ADMIN, name: 'Bench', email: EMAIL, password: PASSWORD };
  const answer = await context.request.post(`${url}/api/v1/session/first-admin`, {
    data: body,
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`);
  const state = await context.storageState();
  await context.close();
  return state;
}

async function prepare(url) {
  await call(url, 'PUT', '/api/v1/teams/bench', { name: 'Bench' });
  for (let i = 0; i < SERVICES; i += 1)
    await call(url, 'PUT', `/api/v1/services/s${i}`, { name: `Service ${i}`, team: 'bench' });
  for (let i = 0; i < FLAGS; i += 1) {
    const flag = {
      key: `flag-${i}`,
      name: `Flag ${i}`,
      kind: 'ops',
      service: `s${i % SERVICES}`,
      owner: { team: 'bench' },
    };
    await call(url, 'POST', '/api/v1/flags', flag);
    await call(url, 'POST', `/api/v1/flags/flag-${i}/environments/production/flip`, { on: true, reason: 'bench' });
  }
}
