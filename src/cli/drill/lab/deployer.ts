import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessEvent } from '../../../drills/index.js';
import { CliError } from '../../cli-error.js';
import { objectOf, textOf } from '../../json.js';
import type { Children } from './children.js';
import type { Gateway } from './gateway.js';

const READY_WITHIN_MS = 20_000;

interface Running {
  name: string;
  child: ChildProcess;
}

export interface Flags {
  url: string;
  token: string;
}

/** Production on loopback: the three processes of one commit, behind an address that moves when they are well. */
export class Deployer {
  private running: Running[] = [];
  /** Commit that is deployed; null before the first deployment. */
  sha: string | null = null;

  constructor(
    private readonly children: Children,
    private readonly flags: Flags,
    private readonly gateway: Gateway,
    private readonly record: (event: ProcessEvent) => void,
  ) {}

  /** Starts the processes of a commit, moves the traffic to them once they are well, and ends those before them. */
  async deploy(tree: string, sha: string): Promise<void> {
    const before = this.running;
    const [pricing, payments] = await Promise.all([
      this.start(tree, sha, 'pricing', {}),
      this.start(tree, sha, 'payments', {}),
    ]);
    const env = { PRICING_URL: pricing.url, PAYMENTS_URL: payments.url };
    const storefront = await this.start(tree, sha, 'storefront', env);
    await Promise.all([pricing, payments, storefront].map(({ url }) => wellAt(url, sha)));
    this.running = [storefront, pricing, payments];
    this.sha = sha;
    await this.gateway.switchTo(storefront.url);
    await Promise.all(before.map(({ child }) => this.children.end(child)));
  }

  async endAll(): Promise<void> {
    await this.gateway.switchTo(null);
    await Promise.all(this.running.splice(0).map(({ child }) => this.children.end(child)));
    this.sha = null;
  }

  private async start(
    tree: string,
    sha: string,
    name: 'pricing' | 'payments' | 'storefront',
    env: Record<string, string>,
  ): Promise<Running & { url: string }> {
    const child = this.children.start(process.execPath, [join('src', name, 'server.js')], {
      cwd: tree,
      env: {
        PORT: '0',
        SHOP_VERSION: sha,
        OFREP_URL: this.flags.url,
        OFREP_TOKEN: this.flags.token,
        // The same place in production keeps its name, whatever runs there.
        SHOP_INSTANCE: `drill-${name}`,
        ...env,
      },
    });
    const pid = child.pid ?? 0;
    this.record({ at: new Date().toISOString(), process: name, sha, pid, event: 'started' });
    child.once('exit', () => this.record({ at: new Date().toISOString(), process: name, sha, pid, event: 'ended' }));
    return { name, child, url: await urlOf(name, child) };
  }
}

/** What the process says on its first line. */
function urlOf(name: string, child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    let complained = '';
    const timer = setTimeout(
      () => reject(new CliError(`${name} was not ready within ${READY_WITHIN_MS / 1000} s.`, 1)),
      READY_WITHIN_MS,
    );
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const line = said.split('\n').find((each) => each.startsWith('{'));
      const url = line === undefined || !said.includes('\n') ? null : textOf(objectOf(JSON.parse(line))['url']);
      if (url === null) return;
      clearTimeout(timer);
      resolve(url);
    });
    child.stderr?.on('data', (chunk: Buffer) => (complained = (complained + chunk.toString('utf8')).slice(-2_000)));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      const why = complained.split('\n').find((line) => /^\w*Error\b/.test(line)) ?? `it ended with ${signal ?? code}`;
      reject(new CliError(`${name} does not start: ${why.trim()}`, 1));
    });
  });
}

async function wellAt(url: string, sha: string): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  for (;;) {
    try {
      const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2_000) });
      const { version, status } = objectOf(await response.json());
      if (response.ok && status === 'ok' && version === sha) return;
      throw new CliError(`${url} is not well: ${response.status}, ${String(version)}`, 1);
    } catch (error) {
      if (performance.now() > until) throw error;
      await sleep(50);
    }
  }
}
