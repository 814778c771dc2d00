/** One event of a stream of server-sent events. */
export interface ServerEvent {
  event: string;
  id: string | null;
  data: Record<string, unknown>;
}

/** A reader of any stream of server-sent events. */
export class EventStream {
  readonly events: ServerEvent[] = [];
  comments = 0;
  /** How the stream ended, null while it goes on. */
  ended: 'orderly' | 'broken' | null = null;
  private rest = '';

  private constructor(
    readonly headers: Headers,
    private readonly abort: AbortController,
  ) {}

  /** Throws with the status where no stream is answered. */
  static async open(url: string, headers: Record<string, string> = {}): Promise<EventStream> {
    const abort = new AbortController();
    const response = await fetch(url, { headers, signal: abort.signal });
    if (response.status !== 200 || response.body === null) throw new Error(`${response.status}`);
    const stream = new EventStream(response.headers, abort);
    void stream.read(response.body);
    return stream;
  }

  get last(): ServerEvent | undefined {
    return this.events.at(-1);
  }

  named(event: string): ServerEvent[] {
    return this.events.filter((one) => one.event === event);
  }

  close(): void {
    this.abort.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body) this.take(decoder.decode(chunk, { stream: true }));
      this.ended = 'orderly';
    } catch {
      this.ended = 'broken';
    }
  }

  private take(text: string): void {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string): string | null =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2) ?? null;
      const data = field('data');
      if (data === null) this.comments += block.startsWith(':') ? 1 : 0;
      else this.events.push({ event: field('event') ?? 'message', id: field('id'), data: JSON.parse(data) });
    }
  }
}
