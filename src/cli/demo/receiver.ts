import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { CliError } from '../cli-error.js';

/** A page that arrived. */
export interface Page {
  /** Whether a header carries the HMAC-SHA256 of the body under the secret of the contact. */
  signed: boolean;
  body: string;
}

export interface Receiver {
  url: string;
  secret: string;
  /** The next page whose body speaks of `mark`; null when none comes in time. */
  next(mark: string, withinMs: number): Promise<Page | null>;
  close(): Promise<void>;
}

const LARGEST_PAGE = 1024 * 1024;

/** A webhook on loopback that receives what the server sends to the person on call. */
export async function startReceiver(secret: string): Promise<Receiver> {
  const pages: Page[] = [];
  let heard = (): void => undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LARGEST_PAGE) request.destroy();
      else chunks.push(chunk);
    });
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      pages.push({ signed: isSigned(request.headers, body, secret), body: body.toString('utf8') });
      response.writeHead(204).end();
      heard();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new CliError(`No port could be opened on loopback: ${error.message}`)));
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/page`,
    secret,
    next: async (mark, withinMs) => {
      const find = (): Page | null => pages.find(({ body }) => body.includes(mark)) ?? null;
      const until = performance.now() + withinMs;
      for (let left = withinMs; find() === null && left > 0; left = until - performance.now()) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          heard = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      return find();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The signature may be over the body alone, or over `timestamp.body` with the timestamp in a header. */
export function isSigned(headers: IncomingHttpHeaders, body: Buffer, secret: string): boolean {
  const values = Object.values(headers)
    .flat()
    .filter((value) => value !== undefined);
  const stamps = values.flatMap((value) =>
    [...value.matchAll(/(?:^|[=,\s])(\d{10,13})(?:$|[,\s])/g)].map((match) => match[1] ?? ''),
  );
  const messages = [body, ...stamps.map((stamp) => Buffer.concat([Buffer.from(`${stamp}.`), body]))];
  const given = values.flatMap((value) =>
    [...value.matchAll(/\b[0-9a-f]{64}\b/gi)].map(([hex]) => Buffer.from(hex, 'hex')),
  );
  return messages.some((message) => {
    const wanted = createHmac('sha256', secret).update(message).digest();
    return given.some((digest) => timingSafeEqual(digest, wanted));
  });
}
