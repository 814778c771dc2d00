import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between an application and its database, and can be away in each of the ways a database can. */
export class DatabaseProxy {
  private readonly sockets = new Set<Socket>();
  private silent = false;

  private constructor(
    private readonly server: Server,
    private readonly port: number,
    /** The database's address through here. */
    readonly url: string,
  ) {}

  static async before(databaseUrl: string): Promise<DatabaseProxy> {
    const to = new URL(databaseUrl);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const url = new URL(databaseUrl);
    url.host = `127.0.0.1:${port}`;
    const proxy = new DatabaseProxy(server, port, url.toString());
    server.on('connection', (client) => proxy.join(client, connect(Number(to.port), to.hostname)));
    return proxy;
  }

  /** Connections are accepted and kept, and nothing is ever answered. */
  hang(): void {
    this.silent = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** Every connection breaks, and new ones are refused. */
  async refuse(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  async back(): Promise<void> {
    this.silent = false;
    for (const socket of this.sockets) socket.resume();
    if (!this.server.listening)
      await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    if (this.server.listening) await this.refuse();
  }

  private join(client: Socket, database: Socket): void {
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      if (this.silent) from.pause();
    }
  }
}
