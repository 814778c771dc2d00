import type { Writable } from 'node:stream';

/** A reader that lets more than this pile up is dropped; it comes back and asks again. */
const MOST_WAITING_BYTES = 64 * 1024;

/** One open stream of server-sent events. */
export class Stream {
  constructor(private readonly to: Writable) {}

  event(name: string, data: object): void {
    this.write(eventText(name, data));
  }

  /** Something that proxies see and readers ignore. */
  beat(): void {
    this.write(': beat\n\n');
  }

  write(text: string): void {
    if (this.to.destroyed || this.to.writableEnded) return;
    this.to.write(text);
    if (this.to.writableLength > MOST_WAITING_BYTES) this.to.destroy();
  }

  end(): void {
    if (!this.to.destroyed) this.to.end();
  }
}

export function eventText(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
