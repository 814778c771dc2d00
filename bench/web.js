// First load of the web app: the script and styles that a browser fetches before it shows anything, compressed.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const dist = join(import.meta.dirname, '..', 'web', 'dist');
const BUDGET_KB = 250;

export async function run({ log = console.error } = {}) {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));
  const entry = Object.values(manifest).find((chunk) => chunk.isEntry);
  const scripts = withImports(manifest, entry);
  const styles = new Set(scripts.flatMap((chunk) => chunk.css ?? []));
  const script = sum(scripts.map((chunk) => chunk.file)) + sum(['early.js']);
  for (const chunk of scripts) log(`  ${kb(sum([chunk.file])).padStart(8)} ${chunk.file}`);
  return [
    {
      what: 'script of the first load, gzipped, without charts',
      result: `${kb(script)} in ${scripts.length + 1} files (and ${kb(sum([...styles]))} of styles)`,
      target: `≤ ${BUDGET_KB} kB`,
      reached: script <= BUDGET_KB * 1000,
    },
  ];
}

/** The chunk and everything that it imports before it runs. */
function withImports(manifest, chunk, seen = new Map()) {
  if (seen.has(chunk.file)) return [];
  seen.set(chunk.file, chunk);
  for (const name of chunk.imports ?? []) withImports(manifest, manifest[name], seen);
  return [...seen.values()];
}

function sum(files) {
  return files.reduce((bytes, file) => bytes + statSync(join(dist, `${file}.gz`)).size, 0);
}

function kb(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
