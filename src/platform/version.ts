import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

let known: string | null = null;

/** The version of this program, from its package.json, which stands above both the sources and the build. */
export function programVersion(): string {
  known ??= readAbove(import.meta.dirname);
  return known;
}

function readAbove(folder: string): string {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) {
    if (dirname(folder) === folder) throw new Error('There is no package.json above the program');
    return readAbove(dirname(folder));
  }
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
}
