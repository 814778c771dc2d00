import { CliError } from '../cli-error.js';
import type { Git } from './git.js';
import { commitAt } from './repository.js';

/** A tag of a commit; `at` is when it was tagged, of a light tag the commit's time, in seconds. */
export interface Tag {
  name: string;
  sha: string;
  at: number;
}

const FORMAT = ['refname:strip=2', 'objecttype', 'objectname', '*objecttype', '*objectname', 'creatordate:unix']
  .map((field) => `%(${field})`)
  .join('%00');

/** Tags of commits whose names match, oldest first. Tags of anything else are left out. */
export async function tagsOf(git: Git, matches: (name: string) => boolean): Promise<Tag[]> {
  const tags: Tag[] = [];
  const lines = await git.read(['for-each-ref', '--sort=creatordate', `--format=${FORMAT}`, 'refs/tags']);
  for (const line of lines.split('\n')) {
    const [name, type, sha, peeledType, peeled, at] = line.split('\0');
    if (name === undefined || name === '' || sha === undefined || !matches(name)) continue;
    const target =
      type === 'commit'
        ? sha
        : peeledType === 'commit'
          ? peeled
          : peeledType === 'tag'
            ? await commitAt(git, `refs/tags/${name}`)
            : null;
    if (target) tags.push({ name, sha: target, at: at === undefined || at === '' ? NaN : Number(at) });
  }
  return tags;
}

const VERSION =
  /^(?:.*[^0-9A-Za-z.])?(?:v|r|ver|version|rel|release)?[._-]?\d+(?:[._-]\d+)+(?:[-+._]?[0-9A-Za-z.+-]*)?$|^v\d+$/i;
const PRE_RELEASE = /\d[-._]?(?:rc|alpha|beta|pre|preview|dev|snapshot|nightly|canary|a|b|m)[-._]?\d*(?![a-z])/i;

/** Tags that look like a version and not like one before it is out: v1.2.3, 2026.03.1, api-v2.0, shop@1.4.0. */
export function isReleaseTag(name: string): boolean {
  return VERSION.test(name) && !PRE_RELEASE.test(name.replace(/\+.*$/, ''));
}

/** A glob (`v*`, `api/v?.*`; `*` also spans slashes) or a regular expression between slashes. */
export function tagMatcher(pattern: string | undefined): (name: string) => boolean {
  if (pattern === undefined) return isReleaseTag;
  const regular = /^\/(.+)\/(i?)$/.exec(pattern);
  try {
    const expression = regular
      ? new RegExp(regular[1] ?? '', `${regular[2]}u`)
      : new RegExp(
          `^${pattern
            .replaceAll(/[.+^${}()|[\]\\/]/g, String.raw`\$&`)
            .replaceAll('*', '.*')
            .replaceAll('?', '.')}$`,
          'u',
        );
    return (name) => expression.test(name);
  } catch (error) {
    throw new CliError(
      `--pattern ${pattern} is no regular expression: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
