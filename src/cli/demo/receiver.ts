import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { CliError } from '../cli-error.js';

/** A page that arrived. */
export interface Page {
  /** Whether the signature fits the secret of the contact. */
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

/** Whether `X-Loop-Signature-256` is `sha256=` and the HMAC-SHA256 of the body under the secret. */
export function isSigned(headers: IncomingHttpHeaders, body: Buffer, secret: string): boolean {
  const given = Buffer.from(String(headers['x-loop-signature-256']));
  const wanted = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
