import type { Git } from '../git/git.js';

/**
 * Files of a working tree below `folder` that are not ignored by .gitignore, .ignore (nested ones too) or .git/info/exclude,
 * nor by the given globs; paths from the top.
 */
export async function filesOf(git: Git, ignore: readonly string[]): Promise<string[]> {
  const globs = ignore.map((pattern) => `--exclude=${pattern}`);
  const listed = await list(git, ['--cached', '--others', '--exclude-standard', '--deduplicate']);
  const left = new Set<string>();
  const drop = async (args: string[]): Promise<void> => {
    for (const file of await list(git, args)) left.add(file);
  };
  if (globs.length > 0) {
    // What git tracks is ignored by no pattern on its own: these lists are of what the patterns would take.
    await drop(['--cached', '--ignored', ...globs]);
    await drop(['--others', '--ignored', '--exclude-standard', ...globs]);
  }
  if (listed.some((file) => file === '.ignore' || file.endsWith('/.ignore'))) {
    await drop(['--cached', '--ignored', '--exclude-per-directory=.ignore']);
    await drop(['--others', '--ignored', '--exclude-per-directory=.ignore']);
  }
  return left.size === 0 ? listed : listed.filter((file) => !left.has(file));
}

async function list(git: Git, args: string[]): Promise<string[]> {
  const files: string[] = [];
  for await (const file of git.records(['ls-files', '-z', '--full-name', ...args])) files.push(file);
  return files;
}
