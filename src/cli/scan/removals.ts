import type { Api } from '../api.js';
import type { Git } from '../git/git.js';
import { commitAt } from '../git/repository.js';
import { listOf, textOf } from '../json.js';
import { escaped } from './languages.js';

export interface Removal {
  flag: string;
  commit: string;
  author: string;
  subject: string;
  committedAt: string;
}

const MOST = 100;

/** The commits that took out the flags which the last scan of trunk found and this one did not, as far as this clone knows them. */
export async function removalsSince(
  api: Api,
  git: Git,
  repository: string,
  found: ReadonlySet<string>,
): Promise<Removal[]> {
  const { status, body } = await api.get(`/api/v1/code-references/${repository}`, { allow: [404] });
  const before = textOf(body['commit']);
  if (status === 404 || before === null || (await commitAt(git, before)) === null) return [];
  const flags = listOf(body['references']).flatMap(({ flag }) => textOf(flag) ?? []);
  const gone = [...new Set(flags)].filter((flag) => !found.has(flag)).slice(0, MOST);
  const removals: Removal[] = [];
  for (const flag of gone) {
    const said = await git.tryRead([
      'log',
      '-1',
      '--no-merges',
      '--format=%H%x00%ct%x00%an%x00%s',
      '--pickaxe-regex',
      `-S['"\`]${escaped(flag)}['"\`]`,
      `${before}..HEAD`,
    ]);
    const [commit, at, author = '', subject = ''] = said?.split('\0') ?? [];
    if (!commit || !at) continue;
    const committedAt = new Date(Number(at) * 1000).toISOString();
    removals.push({ flag, commit, author: author.slice(0, 200), subject: subject.slice(0, 500), committedAt });
  }
  return removals;
}
