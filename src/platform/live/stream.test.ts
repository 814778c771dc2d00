import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Stream } from './stream.js';

describe('a stream', () => {
  it('drops a reader that takes nothing, and bears to be written to afterwards', () => {
    const stuck = new Writable({ write: () => undefined });
    const stream = new Stream(stuck);
    const hint = { topics: [{ topic: 'flags', key: 'k'.repeat(200) }] };
    let sent = 0;
    while (!stuck.destroyed && sent < 10_000) {
      stream.event('change', hint);
      sent += 1;
    }
    expect(stuck.destroyed).toBe(true);
    expect(sent).toBeGreaterThan(100);
    expect(sent).toBeLessThan(1_000);
    stream.beat();
    stream.end();
  });

  it('keeps a reader that takes what it is sent', async () => {
    let taken = 0;
    const quick = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        taken += chunk.length;
        done();
      },
    });
    const stream = new Stream(quick);
    for (let sent = 0; sent < 10_000; sent += 1) stream.event('change', { topics: [{ topic: 'dora' }] });
    expect(quick.destroyed).toBe(false);
    expect(taken).toBeGreaterThan(100_000);
    stream.end();
  });
});
