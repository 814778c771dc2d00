import { describe, expect, it } from 'vitest';
import { isReleaseTag, tagMatcher } from '../git/tags.js';
import { repositoryOfUrl } from '../git/repository.js';
import { cherryPickOf, clean, pullRequestOf, revertOf, titleOf } from './messages.js';
import { Times } from './times.js';

const SHA = 'a'.repeat(40);
const commit = (message: string, parents = 1) => ({
  subject: message.split('\n')[0] ?? '',
  message,
  parents: Array.from({ length: parents }, () => SHA),
});

describe('what commit messages say', () => {
  it.each([
    ['Merge pull request #12 from acme/topic\n\nTake cards', 2, 12],
    ['Take cards (#31)', 1, 31],
    ['Merged in topic (pull request #7)', 2, 7],
    ['Merged PR 9: Take cards', 2, 9],
    ["Merge branch 'topic' into 'main'\n\nTake cards\n\nSee merge request acme/shop!44", 2, 44],
    ['Fix #12: cards', 1, null],
    ['See #12', 1, null],
  ])('%j names pull request %j', (message, parents, number) => {
    expect(pullRequestOf(commit(message, parents))).toBe(number);
  });

  it('takes the title of a merge from its body', () => {
    expect(titleOf(commit('Merge pull request #12 from acme/topic\n\nTake cards', 2))).toBe('Take cards');
    expect(titleOf(commit('Take cards (#31)\n\nbecause'))).toBe('Take cards (#31)');
  });

  it('reads trailers of cherry-picks and reverts', () => {
    expect(cherryPickOf(`x\n\n(cherry picked from commit ${SHA})`)).toBe(SHA);
    expect(cherryPickOf(`x\n\nsee (cherry picked from commit ${SHA}) above`)).toBeNull();
    expect(revertOf(`Revert "x"\n\nThis reverts commit ${SHA}.`, 'acme/shop')).toEqual({ sha: SHA });
    expect(revertOf('Revert "x" (#13)\n\nReverts acme/shop#12', 'acme/shop')).toEqual({ pullRequest: 'acme/shop#12' });
    expect(revertOf('Reverts other/thing#12', 'acme/shop')).toBeNull();
  });

  it('cleans text that no fact may carry', () => {
    expect(clean('a\u0000b\tc', 10)).toBe('a b c');
    expect(clean('ab😀', 3)).toBe('ab\uFFFD');
  });
});

describe('tags that stand for deployments', () => {
  it.each(['v1.2.3', '1.0', '2026.03.1', 'v12', 'release-1.2', 'api-v2.0', 'shop@1.4.0', 'rel/2.1', '1.2.3+build.7'])(
    '%s is a release',
    (name) => expect(isReleaseTag(name)).toBe(true),
  );
  it.each(['v1.2.3-rc.1', '1.0.0-beta', 'v2.0a1', 'nightly', 'before-refactoring', 'tested', 'v1.0-alpha.2'])(
    '%s is none',
    (name) => expect(isReleaseTag(name)).toBe(false),
  );
  it('takes globs and regular expressions', () => {
    expect(tagMatcher('v*')('v1.0-rc.1')).toBe(true);
    expect(tagMatcher('prod/?')('prod/12')).toBe(false);
    expect(tagMatcher('/^prod-/')('prod-12')).toBe(true);
    expect(() => tagMatcher('/(/')).toThrow(/no regular expression/);
  });
});

describe('addresses of repositories', () => {
  it.each([
    ['git@github.com:acme/shop.git', 'acme/shop'],
    ['https://github.com/acme/shop', 'acme/shop'],
    ['https://user:secret@git.example.com/group/sub/shop.git/', 'sub/shop'],
    ['ssh://git@host:2222/acme/shop.git', 'acme/shop'],
    ['/srv/git/shop.git', null],
    ['file:///srv/git/shop.git', null],
    ['../shop', null],
  ])('%s is %j', (url, name) => expect(repositoryOfUrl(url)).toBe(name));
});

describe('times that cannot be true', () => {
  const now = Date.UTC(2026, 0, 1);
  it('are replaced by the other time of the commit, else by the time of the commit before', () => {
    const times = new Times(now);
    expect(times.of({ authored: 0, committed: 1_000_000 })).toEqual({ authoredAt: 1e9, committedAt: 1e9 });
    expect(times.of({ authored: 5_000_000_000, committed: NaN })).toEqual({ authoredAt: 1e9, committedAt: 1e9 });
    expect(times.of({ authored: 900_000, committed: 900_001 })).toEqual({ authoredAt: 9e8, committedAt: 900_001_000 });
    expect(times.mended).toBe(2);
  });
});
