/** What a stream of `GET /api/v1/live` said. */
export interface Heard {
  event: string;
  data: { version?: string; topics?: { topic: string; key?: string; revision?: number }[] };
}

/** A reader of `GET /api/v1/live`. */
export class Listener {
  readonly heard: Heard[] = [];
  comments = 0;
  /** How the stream ended, null while it goes on. */
  ended: 'orderly' | 'broken' | null = null;
  private rest = '';
  private readonly abort = new AbortController();

  private constructor(readonly headers: Headers) {}

  /** Resolves once the stream has said hello. */
  static async open(url: string, token: string): Promise<Listener> {
    const abort = new AbortController();
    const response = await fetch(`${url}/api/v1/live`, {
      headers: { authorization: `Bearer ${token}` },
      signal: abort.signal,
    });
    if (response.status !== 200 || response.body === null) throw new Error(`${response.status}`);
    const listener = new Listener(response.headers);
    listener.abort.signal.addEventListener('abort', () => abort.abort());
    let greeted = (): void => undefined;
    const hello = new Promise<void>((resolve) => {
      greeted = resolve;
    });
    void listener.read(response.body, greeted);
    await hello;
    return listener;
  }

  /** Everything that `change` events named. */
  get hints(): { topic: string; key?: string; revision?: number }[] {
    return this.changes.flatMap(({ data }) => data.topics ?? []);
  }

  get changes(): Heard[] {
    return this.heard.filter(({ event }) => event === 'change');
  }

  knows(topic: string, key?: string): boolean {
    return this.hints.some((hint) => hint.topic === topic && (key === undefined || hint.key === key));
  }

  close(): void {
    this.abort.abort();
  }

  private async read(body: ReadableStream<Uint8Array>, greeted: () => void): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body) {
        this.take(decoder.decode(chunk, { stream: true }));
        if (this.heard.length > 0) greeted();
      }
      this.ended = 'orderly';
    } catch {
      this.ended = 'broken';
    }
    greeted();
  }

  private take(text: string): void {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line]));
      const event = fields.get('event')?.slice('event: '.length);
      if (event === undefined) this.comments += 1;
      else this.heard.push({ event, data: JSON.parse(fields.get('data')?.slice('data: '.length) ?? '{}') });
    }
  }
}
