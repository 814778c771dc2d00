import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of Delivery Loop: where bin/loop.js and node_modules are, whether this runs from the build or the sources. */
export const INSTALLATION = above(import.meta.dirname);

function above(folder: string): string {
  if (existsSync(join(folder, 'bin', 'loop.js'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`There is no bin/loop.js above ${import.meta.dirname}.`);
  return above(parent);
}
