import { join } from 'node:path';
import type { ScanConfig } from './config.js';
import { hunkAt, type Hunk } from './hunk.js';
import { rulesOf } from './languages.js';
import { find, findImported, type Constant, type Hit } from './matcher.js';
import { readText, type Skipped } from './read-text.js';
import { WordFilter } from './word-filter.js';

export interface Reference {
  flag: string;
  path: string;
  line: number;
}

export interface Found {
  references: (Reference & { hunk: Hunk })[];
  constants: { path: string; constants: Constant[] }[];
  skipped: Record<Skipped, string[]>;
  files: number;
}

/** What a part of a scan is told; it can be sent to another thread. */
export interface Part {
  top: string;
  files: string[];
  keys: string[];
  config: ScanConfig;
  /** Second pass: the constants of all files, each with where it was declared. */
  constants: Found['constants'] | null;
}

/** Reads files and finds what refers to flags: in the first pass all but uses of constants of other files, in the second those. */
export function scanPart({ top, files, keys, config, constants }: Part): Found {
  const rules = rulesOf(config, new Set(keys));
  const found: Found = { references: [], constants: [], skipped: { binary: [], huge: [], minified: [] }, files: 0 };
  const own = new Map(
    constants?.map(({ path, constants: declared }) => [path, new Set(declared.map(({ name }) => name))]),
  );
  const byWord = constants === null ? null : wordsOf(constants.flatMap(({ constants: declared }) => declared));
  const words = new WordFilter(byWord?.keys() ?? []);
  for (const path of files) {
    const read = readText(join(top, path), config.maxFileBytes);
    if (read === null) continue;
    if ('skipped' in read) {
      found.skipped[read.skipped].push(path);
      continue;
    }
    found.files += 1;
    if (byWord === null) {
      const { hits, constants: declared } = find(read.text, rules(path));
      if (declared.length > 0) found.constants.push({ path, constants: declared });
      note(found, path, read.text, hits, config.hunkLines);
    } else if (words.mayHold(read.text)) {
      note(found, path, read.text, findImported(read.text, byWord, own.get(path)), config.hunkLines);
    }
  }
  return found;
}

/** Constants by the first word of their name. */
function wordsOf(constants: Constant[]): Map<string, Constant[]> {
  const byWord = new Map<string, Constant[]>();
  for (const constant of constants) {
    const word = constant.name.split('.')[0] ?? constant.name;
    const known = byWord.get(word);
    if (known === undefined) byWord.set(word, [constant]);
    else if (!known.some(({ name, flag }) => name === constant.name && flag === constant.flag)) known.push(constant);
  }
  return byWord;
}

/** Each line names a flag once, however often it says it. */
function note(found: Found, path: string, text: string, hits: readonly Hit[], around: number): void {
  if (hits.length === 0) return;
  const lines = text.split('\n');
  const seen = new Set<string>();
  let [line, offset] = [1, 0];
  for (const hit of hits.toSorted((a, b) => a.offset - b.offset)) {
    for (let end = text.indexOf('\n', offset); end !== -1 && end < hit.offset; end = text.indexOf('\n', offset)) {
      line += 1;
      offset = end + 1;
    }
    const key = `${line} ${hit.flag}`;
    if (seen.has(key)) continue;
    seen.add(key);
    found.references.push({ flag: hit.flag, path, line, hunk: hunkAt(lines, line, around) });
  }
}
