import { describe, expect, it } from 'vitest';
import { linesOf } from './ndjson.js';

async function* chunked(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, size: number, maxBytes = 100): Promise<(string | null)[]> {
  const lines: (string | null)[] = [];
  for await (const line of linesOf(chunked(text, size), maxBytes)) lines.push(line.text);
  return lines;
}

describe('lines of a stream', () => {
  it.each([1, 2, 3, 7, 1000])(
    'are the same for chunks of %i bytes, also through characters of several bytes',
    async (size) => {
      expect(await read('{"a":"ü"}\r\n\n  \n{"b":"😀"}\nlast', size)).toEqual(['{"a":"ü"}', '{"b":"😀"}', 'last']);
    },
  );

  it('lose a byte order mark', async () => {
    expect(await read('\uFEFF{"a":1}\n', 4)).toEqual(['{"a":1}']);
  });

  it('that are too long are dropped and marked, and the next is read', async () => {
    expect(await read(`${'x'.repeat(5_000)}\nshort\n${'y'.repeat(101)}`, 64)).toEqual([null, 'short', null]);
    expect(await read(`${'x'.repeat(100)}\n`, 64)).toEqual(['x'.repeat(100)]);
  });

  it('of an empty stream are none', async () => {
    expect(await read('', 10)).toEqual([]);
  });
});
