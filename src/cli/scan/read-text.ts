import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

export type Skipped = 'binary' | 'huge' | 'minified';

const SNIFFED = 8_000;
const MINIFIED_NAME = /\.min\.(?:js|mjs|cjs|css)$|\.map$/i;
/** Generated text has lines that nobody reads. */
const MINIFIED_BYTES = 4_096;
const MINIFIED_LINE = 500;
const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
/** What is not there (deleted in the working tree) or not a file (a link) refers to nothing. */
const NOTHING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EMLINK', 'ENXIO', 'EISDIR', 'EACCES']);

/** The text of a file, why it is skipped, or null where there is no regular file. */
export function readText(path: string, most: number): { text: string } | { skipped: Skipped } | null {
  if (MINIFIED_NAME.test(path)) return { skipped: 'minified' };
  const file = open(path);
  if (file === null) return null;
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return null;
    if (stat.size > most) return { skipped: 'huge' };
    const bytes = Buffer.allocUnsafe(stat.size);
    let read = 0;
    for (let got = -1; got !== 0 && read < stat.size; read += got)
      got = readSync(file, bytes, read, stat.size - read, null);
    const whole = bytes.subarray(0, read);
    if (whole.subarray(0, SNIFFED).includes(0)) return { skipped: 'binary' };
    if (isMinified(whole)) return { skipped: 'minified' };
    return { text: whole.toString('utf8') };
  } finally {
    closeSync(file);
  }
}

function isMinified(bytes: Buffer): boolean {
  if (bytes.length < MINIFIED_BYTES) return false;
  let lines = 1;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines += 1;
  return bytes.length / lines > MINIFIED_LINE;
}

function open(path: string): number | null {
  try {
    return openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    if (error instanceof Error && 'code' in error && NOTHING.has(String(error.code))) return null;
    throw error;
  }
}
