import { extract, pack } from 'tar-stream';

export interface TarEntry {
  name: string;
  bytes: Buffer;
}

const MODE = 0o644;
const EPOCH = new Date(0);

/** The same entries always give the same bytes. */
export async function tarOf(entries: readonly TarEntry[]): Promise<Buffer> {
  const packed = pack();
  const chunks = collect(packed);
  for (const { name, bytes } of entries) {
    await new Promise<void>((resolve, reject) => {
      packed.entry({ name, mode: MODE, mtime: EPOCH, uid: 0, gid: 0, size: bytes.length }, bytes, (error) =>
        error ? reject(error) : resolve(),
      );
    });
  }
  packed.finalize();
  return chunks;
}

/** Throws where the bytes are no whole tar. */
export async function entriesOf(bytes: Buffer): Promise<TarEntry[]> {
  const extracted = extract();
  extracted.end(bytes);
  const entries: TarEntry[] = [];
  for await (const entry of extracted) entries.push({ name: entry.header.name, bytes: await collect(entry) });
  return entries;
}

async function collect(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}
