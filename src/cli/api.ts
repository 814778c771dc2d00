import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { CliError } from './cli-error.js';
import { objectOf, textOf, type JsonObject } from './json.js';

export interface Answer {
  status: number;
  contentType: string;
  text: string;
  body: JsonObject;
}

interface Asked {
  body?: unknown;
  accept?: string;
  /** Statuses that are an answer to the caller, not an error. */
  allow?: readonly number[];
  /** Give up after so long. */
  withinMs?: number;
  token?: string;
}

const TRIES_WHEN_BUSY = 5;

/** The public HTTP API of a server, as a bearer of one token. */
export class Api {
  constructor(
    readonly url: string,
    private readonly token: string | null,
    /** The drill that everything asked belongs to. */
    private readonly drill: string | null = null,
  ) {}

  as(token: string): Api {
    return new Api(this.url, token, this.drill);
  }

  inDrill(run: string): Api {
    return new Api(this.url, this.token, run);
  }

  get(path: string, asked: Asked = {}): Promise<Answer> {
    return this.ask('GET', path, asked);
  }

  post(path: string, body: unknown, asked: Asked = {}): Promise<Answer> {
    return this.ask('POST', path, { ...asked, body });
  }

  put(path: string, body: unknown, asked: Asked = {}): Promise<Answer> {
    return this.ask('PUT', path, { ...asked, body });
  }

  patch(path: string, body: unknown, asked: Asked = {}): Promise<Answer> {
    return this.ask('PATCH', path, { ...asked, body });
  }

  delete(path: string, asked: Asked = {}): Promise<Answer> {
    return this.ask('DELETE', path, asked);
  }

  /** What the server gives to be saved. */
  async bytes(path: string): Promise<Buffer> {
    const response = await this.send(path, { headers: this.headers() });
    if (!response.ok) await this.settle('GET', path, response, {});
    return Buffer.from(await response.arrayBuffer());
  }

  /** Sends lines of NDJSON as they come; what the server cannot take yet waits in the generator. */
  async stream(path: string, lines: AsyncIterable<string>): Promise<Answer> {
    const body = Readable.toWeb(Readable.from(bytesOf(lines), { objectMode: true, highWaterMark: 4 }));
    return this.settle(
      'POST',
      path,
      await this.send(path, {
        method: 'POST',
        headers: { ...this.headers(), 'content-type': 'application/x-ndjson' },
        body: body as ReadableStream<Uint8Array>,
        duplex: 'half',
      }),
      {},
    );
  }

  private async ask(method: string, path: string, asked: Asked): Promise<Answer> {
    const hasBody = asked.body !== undefined;
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.send(path, {
        method,
        headers: {
          ...this.headers(),
          accept: asked.accept ?? 'application/json',
          ...(hasBody ? { 'content-type': 'application/json' } : {}),
        },
        ...(asked.withinMs === undefined ? {} : { signal: AbortSignal.timeout(asked.withinMs) }),
        ...(hasBody ? { body: JSON.stringify(asked.body) } : {}),
      });
      if (response.status !== 429 || attempt === TRIES_WHEN_BUSY) return this.settle(method, path, response, asked);
      await response.body?.cancel();
      await sleep(1000 * Math.min(30, Math.max(1, Number(response.headers.get('retry-after')) || 1)));
    }
  }

  private headers(): Record<string, string> {
    return {
      ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }),
      ...(this.drill === null ? {} : { 'x-loop-drill': this.drill }),
    };
  }

  private async send(path: string, init: RequestInit & { duplex?: 'half' }): Promise<Response> {
    try {
      return await fetch(new URL(path, this.url), init);
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      if (cause instanceof CliError) throw cause;
      throw new CliError(
        `Cannot reach a Delivery Loop server at ${this.url} (${reasonOf(error)}). Start one with "npm start", or say where it is with --url or LOOP_URL.`,
      );
    }
  }

  private async settle(method: string, path: string, response: Response, asked: Asked): Promise<Answer> {
    let text: string;
    try {
      text = await response.text();
    } catch (error) {
      throw new CliError(`The connection to ${this.url} broke off (${reasonOf(error)}). Run the command again.`);
    }
    const answer: Answer = {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      text,
      body: parsed(text),
    };
    if (response.ok || asked.allow?.includes(response.status)) return answer;
    throw refusalOf(method, path, this.url, answer, this.token === null);
  }
}

function refusalOf(method: string, path: string, url: string, answer: Answer, anonymous: boolean): CliError {
  const detail = sentenceOf(answer);
  if (answer.status === 401) {
    return new CliError(
      anonymous
        ? `The server at ${url} wants to know who asks. Give a token with --token or LOOP_TOKEN.`
        : `The server at ${url} does not know this token (${detail}). Give a valid one with --token or LOOP_TOKEN.`,
    );
  }
  if (answer.status === 403) return new CliError(`This token may not do that: ${detail}`);
  if (answer.status >= 500) {
    return new CliError(`The server at ${url} failed (${answer.status} on ${method} ${path}): ${detail}`);
  }
  if (!answer.contentType.includes('json') && answer.status === 404) {
    return new CliError(`What answers at ${url} is no Delivery Loop server (404 on ${method} ${path}). Check --url.`);
  }
  return new CliError(detail, 1);
}

/** What a problem document says, with its field errors. */
export function sentenceOf(answer: Answer): string {
  const fields = Array.isArray(answer.body['errors'])
    ? answer.body['errors']
        .map(objectOf)
        .map((error) => `${textOf(error['field']) ?? ''} ${textOf(error['detail']) ?? ''}`.trim())
    : [];
  const said = textOf(answer.body['detail']) ?? textOf(answer.body['title']) ?? `HTTP ${answer.status}`;
  return fields.every((field) => said.includes(field.split(' ', 1)[0] ?? ''))
    ? said
    : `${said.replace(/[.:]$/, '')}: ${fields.join('; ')}`;
}

function parsed(text: string): JsonObject {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    // Reports in other forms are no JSON; whoever wants them reads the text.
    return {};
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (cause instanceof Error) return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
  return String(cause);
}

const SEND_BYTES = 64 * 1024;

async function* bytesOf(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let held: string[] = [];
  let size = 0;
  for await (const line of lines) {
    held.push(line);
    size += line.length;
    if (size < SEND_BYTES) continue;
    yield Buffer.from(held.join(''));
    held = [];
    size = 0;
  }
  if (held.length > 0) yield Buffer.from(held.join(''));
}
