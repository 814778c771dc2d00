import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from '../../../drills/index.js';
import { CliError } from '../../cli-error.js';
import type { Ci } from './ci.js';
import type { Repository } from './repository.js';

/** One line of one file, changed for the worse. */
export interface Fault {
  id: string;
  detail: string;
  file: string;
  from: string;
  to: string;
}

export interface Suites {
  examples: readonly string[];
  property: readonly string[];
}

/** Seeds each fault alone in the files of a commit, and looks which tests see it. */
export async function tryMutants(
  { ci, repository, folder }: { ci: Ci; repository: Repository; folder: string },
  sha: string,
  faults: readonly Fault[],
  suites: Suites,
): Promise<Mutant[]> {
  const tree = await repository.tree(sha);
  if (!(await ci.passes(tree, [...suites.examples, ...suites.property])))
    throw new CliError(`The tests of ${sha.slice(0, 12)} fail without any fault: they can tell nothing of one.`, 1);
  const tried: Mutant[] = [];
  for (const { id, detail, file, from, to } of faults) {
    const mutated = join(folder, `mutant-${id}`);
    cpSync(tree, mutated, { recursive: true, filter: (path) => !path.endsWith('.git') });
    const text = readFileSync(join(mutated, file), 'utf8');
    if (text.split(from).length !== 2)
      throw new CliError(
        `The fault "${id}" does not fit: its line stands ${text.split(from).length - 1} times in ${file}.`,
        1,
      );
    writeFileSync(join(mutated, file), text.replace(from, to));
    const [examples, property] = await Promise.all([
      ci.passes(mutated, suites.examples),
      ci.passes(mutated, suites.property),
    ]);
    tried.push({ id, detail, examples: seen(examples), property: seen(property) });
  }
  return tried;
}

function seen(passes: boolean): 'killed' | 'survived' {
  return passes ? 'survived' : 'killed';
}
