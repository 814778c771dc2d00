import { existsSync, readdirSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Build } from '../../../drills/index.js';
import type { Children } from './children.js';
import type { Repository } from './repository.js';

/** The checks of the shop: each runs the tests that are its own. */
export const CHECKS = ['unit', 'contract', 'property'] as const;
export type CheckName = (typeof CHECKS)[number];

/** Runs the tests that a commit brings, in a work tree of that commit. */
export class Ci {
  constructor(
    private readonly children: Children,
    private readonly repository: Repository,
  ) {}

  async build(sha: string): Promise<Build> {
    const startedAt = new Date().toISOString();
    const tree = await this.repository.tree(sha);
    const checks = await Promise.all(
      CHECKS.map(async (name) => ({
        name,
        conclusion: (await this.passes(tree, testsOf(tree, name))) ? 'success' : 'failure',
      })),
    );
    return { sha, startedAt, finishedAt: new Date().toISOString(), checks };
  }

  /** Whether a test of one commit passes on the code of another. */
  async passesOn(test: { path: string; of: string }, sha: string): Promise<boolean> {
    const [from, to] = await Promise.all([this.repository.tree(test.of), this.repository.tree(sha)]);
    const there = join(to, test.path);
    if (!existsSync(there)) await cp(join(from, test.path), there);
    return this.passes(to, [test.path]);
  }

  /** Whether all of these tests pass on the files of a folder. A file of tests is a program that ends with 1 where one fails. */
  async passes(tree: string, tests: readonly string[]): Promise<boolean> {
    // A check that tests nothing must not be green.
    if (tests.length === 0) return false;
    const ran = await Promise.all(tests.map((test) => this.children.run(process.execPath, [test], { cwd: tree })));
    return ran.every(({ code }) => code === 0);
  }
}

function testsOf(tree: string, check: CheckName): string[] {
  return readdirSync(join(tree, 'test'))
    .filter((file) => file.endsWith('.test.js') && checkOf(file) === check)
    .map((file) => join('test', file))
    .toSorted();
}

function checkOf(file: string): CheckName {
  if (file.endsWith('property.test.js')) return 'property';
  return file.endsWith('contract.test.js') ? 'contract' : 'unit';
}
