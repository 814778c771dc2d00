import type { Writable } from 'node:stream';

/** A reader that has let more than this pile up when the next word comes is dropped; it comes back and asks again. */
const MOST_WAITING_BYTES = 64 * 1024;

/** Of an answer that is a stream. A proxy that gathers or compresses would hold the events back. */
export const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/** One open stream of server-sent events. */
export class Stream {
  /** Whether its reader was dropped for being too slow. */
  dropped = false;

  constructor(
    private readonly to: Writable,
    private readonly mostWaitingBytes = MOST_WAITING_BYTES,
  ) {}

  event(name: string, data: object): void {
    this.write(eventText(name, data));
  }

  /** Something that proxies see and readers ignore; needless while anything else is on its way. */
  beat(): void {
    if (this.to.writableLength === 0) this.write(': beat\n\n');
  }

  write(text: string | Buffer): void {
    if (this.to.destroyed || this.to.writableEnded) return;
    if (this.to.writableLength > this.mostWaitingBytes) {
      this.dropped = true;
      this.to.destroy();
    } else this.to.write(text);
  }

  end(): void {
    if (!this.to.destroyed) this.to.end();
  }
}

/** `id`: what a reader that comes back names as the last it saw. */
export function eventText(name: string, data: object, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
