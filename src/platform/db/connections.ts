import pg from 'pg';

/** Every open connection of one pool, so that all can be cut when the server behind them has fallen silent. */
export class Connections {
  private readonly open = new Set<pg.Client>();
  /** What the pool makes its connections of. */
  readonly Client: typeof pg.Client;

  constructor() {
    const { open } = this;
    this.Client = class extends pg.Client {
      constructor(config?: string | pg.ClientConfig) {
        super(config);
        // The pool takes its own listener off a new connection before TypeORM puts one on. A server that ends in that moment
        // would end this process too; so each connection has a listener of its own, and whoever queries next hears that it broke.
        this.on('error', () => undefined);
        open.add(this);
        this.once('end', () => open.delete(this));
      }
    };
  }

  /** Whoever waits on one of them hears at once that it broke. */
  cut(): void {
    for (const client of this.open) cut(client);
    this.open.clear();
  }
}

/** Ends a connection without asking the server, which may never answer. */
export function cut(client: pg.Client): void {
  client.connection.stream.destroy();
}
