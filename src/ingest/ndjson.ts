/** A line of an NDJSON stream, or the mark of one that was too long to keep. */
export type NdjsonLine = { text: string; bytes: number } | { text: null; bytes: number };

const NEWLINE = 0x0a;

/**
 * Splits a stream of bytes into lines, holding at most `maxBytes` of an unfinished line: a longer one is dropped as it
 * arrives and reported with `text` null. Blank lines are left out; a byte order mark at the start is taken off.
 */
export async function* linesOf(chunks: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<NdjsonLine> {
  let parts: Buffer[] = [];
  let bytes = 0;
  let first = true;

  const finish = (): NdjsonLine | null => {
    const length = bytes;
    const tooLong = length > maxBytes;
    const line = tooLong ? null : Buffer.concat(parts).toString('utf8');
    parts = [];
    bytes = 0;
    if (line === null) return { text: null, bytes: length };
    const text = (first ? line.replace(/^\uFEFF/, '') : line).trim();
    first = false;
    return text === '' ? null : { text, bytes: length };
  };
  const keep = (part: Buffer): void => {
    bytes += part.length;
    if (bytes <= maxBytes) parts.push(part);
    else parts = [];
  };

  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      keep(chunk.subarray(from, at));
      from = at + 1;
      const line = finish();
      if (line) yield line;
    }
    if (from < chunk.length) keep(chunk.subarray(from));
  }
  const last = finish();
  if (last) yield last;
}
