import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { CliError } from '../../cli-error.js';

const DRAIN_MS = 3_000;

/** The address that customers know: it stays where it is while deployments behind it come and go. */
export class Gateway {
  private target: string | null = null;
  private readonly open = new Map<string, number>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {
    server.on('request', (asked, answer) => this.pass(asked, answer));
  }

  /** `port` 0: any that is free. */
  static async listen(port: number): Promise<Gateway> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        reject(
          new CliError(
            error.code === 'EADDRINUSE'
              ? `Port ${port} is taken: another program listens there.`
              : `No port could be opened on loopback: ${error.message}`,
            1,
          ),
        ),
      );
      server.listen(port, '127.0.0.1', resolve);
    });
    return new Gateway(server, `http://127.0.0.1:${portOf(server)}`);
  }

  /** From here on customers reach `url`; resolves when none waits for what was there before. */
  async switchTo(url: string | null): Promise<void> {
    const before = this.target;
    this.target = url;
    const until = performance.now() + DRAIN_MS;
    while (before !== null && (this.open.get(before) ?? 0) > 0 && performance.now() < until) await sleep(10);
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private pass(asked: IncomingMessage, answer: ServerResponse): void {
    const { target } = this;
    if (target === null) {
      answer.writeHead(503).end();
      return;
    }
    this.open.set(target, (this.open.get(target) ?? 0) + 1);
    answer.once('close', () => this.open.set(target, (this.open.get(target) ?? 1) - 1));
    const { host: _, connection: __, ...headers } = asked.headers;
    const behind = request(new URL(asked.url ?? '/', target), { method: asked.method, headers }, (said) => {
      answer.writeHead(said.statusCode ?? 502, said.headers);
      said.pipe(answer);
    });
    behind.once('error', () => {
      if (answer.headersSent) answer.destroy();
      else answer.writeHead(502).end();
    });
    asked.pipe(behind);
  }
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
