import { describe, expect, it } from 'vitest';
import { CatalogView } from '../fact-placement.js';
import type { Patch } from './patches.js';
import { translate } from './translate.js';

const catalog = new CatalogView([
  {
    key: 'shop',
    name: 'Shop',
    repository: 'acme/shop',
    pathPrefix: null,
    environments: [
      { key: 'production', production: true },
      { key: 'staging', production: false },
    ],
  },
]);
const repository = { full_name: 'Acme/Shop' };
const pull = {
  number: 12,
  title: 'Pay by card',
  body: null,
  draft: false,
  user: { login: 'ada', type: 'User' },
  created_at: '2026-03-01T10:00:00Z',
  updated_at: '2026-03-01T11:00:00Z',
  closed_at: null,
  merged_at: null,
  merge_commit_sha: 'trial',
  labels: [{ name: 'payments' }],
  head: { ref: 'feature', sha: 'abc', repo: { full_name: 'acme/shop' } },
  base: { ref: 'main', repo: { full_name: 'acme/shop' } },
  additions: 3,
  deletions: 0,
};
const one = (event: string, payload: object): Patch | undefined => {
  const translation = translate(event, { repository, ...payload }, catalog);
  if (translation.result !== 'patches') throw new Error(JSON.stringify(translation));
  return translation.patches[0];
};

describe('a pull request', () => {
  it('that was opened is a change under the spelling of the catalog', () => {
    expect(one('pull_request', { action: 'opened', pull_request: pull })).toMatchObject({
      id: 'acme/shop#12',
      asOf: '2026-03-01T11:00:00.000Z',
      readyAt: '2026-03-01T10:00:00.000Z',
      headRef: 'feature',
      snapshot: {
        author: 'ada',
        authorType: 'human',
        headSha: 'abc',
        mergedAt: null,
        labels: ['payments'],
        additions: 3,
      },
    });
  });
  it('has no merge commit before it is merged, and then the real one', () => {
    const open = one('pull_request', { action: 'opened', pull_request: pull });
    expect(open?.of === 'change' && open.snapshot.mergeSha).toBeUndefined();
    const merged = { ...pull, merged_at: '2026-03-01T12:00:00Z', merge_commit_sha: 'real' };
    expect(one('pull_request', { action: 'closed', pull_request: merged })).toMatchObject({
      snapshot: { mergedAt: '2026-03-01T12:00:00.000Z', mergeSha: 'real' },
    });
  });
  it('of a bot is marked so', () => {
    const byBot = { ...pull, user: { login: 'renovate[bot]', type: 'Bot' } };
    expect(one('pull_request', { action: 'opened', pull_request: byBot })).toMatchObject({
      snapshot: { authorType: 'bot' },
    });
  });
  it('from a fork has no branch that we hear pushes of', () => {
    const fork = { ...pull, head: { ...pull.head, repo: { full_name: 'eve/shop' } } };
    expect(one('pull_request', { action: 'opened', pull_request: fork })).toMatchObject({ headRef: null });
  });
  it('on a branch hotfix/… is labelled a hotfix', () => {
    const fix = { ...pull, head: { ...pull.head, ref: 'hotfix/card' } };
    expect(one('pull_request', { action: 'opened', pull_request: fix })).toMatchObject({
      snapshot: { labels: ['payments', 'hotfix'] },
    });
  });
  it.each([
    ['Reverts acme/shop#7', 'acme/shop#7'],
    ['Reverts #7', 'acme/shop#7'],
    ['Because.\n\nReverts acme/cart#7\n', 'acme/cart#7'],
  ])('whose body says %j takes that change back', (body, reverts) => {
    expect(one('pull_request', { action: 'opened', pull_request: { ...pull, body } })).toMatchObject({
      snapshot: { reverts },
    });
  });
  it('whose body names a reverted commit takes back whatever that was', () => {
    const body = `Revert "x"\n\nThis reverts commit ${'a'.repeat(40)}.`;
    expect(one('pull_request', { action: 'opened', pull_request: { ...pull, body } })).toMatchObject({
      revertedSha: 'a'.repeat(40),
    });
  });
  it('with texts that no database stores is taken without them', () => {
    const odd = { ...pull, title: 'a\0b\ud800' };
    expect(one('pull_request', { action: 'opened', pull_request: odd })).toMatchObject({
      snapshot: { title: 'ab\ufffd' },
    });
  });
});

describe('reviews', () => {
  const review = {
    id: 5,
    user: { login: 'grace', type: 'User' },
    submitted_at: '2026-03-01T10:30:00Z',
    state: 'APPROVED',
  };
  it('are told in lower case', () => {
    expect(one('pull_request_review', { action: 'submitted', pull_request: pull, review })).toMatchObject({
      review: { id: '5', author: 'grace', state: 'approved' },
    });
  });
  it('of people who left count all the same', () => {
    const gone = { ...review, user: null };
    expect(one('pull_request_review', { action: 'submitted', pull_request: pull, review: gone })).toMatchObject({
      review: { author: 'ghost' },
    });
  });
});

describe('a push', () => {
  const commit = {
    id: 'c1',
    timestamp: '2026-03-01T12:00:00+02:00',
    added: ['a.ts'],
    removed: [],
    modified: ['b.ts'],
    distinct: true,
  };
  it('to a branch brings commits with unknown parents, and the step of the branch', () => {
    const translation = translate(
      'push',
      { repository, ref: 'refs/heads/feature', before: '0'.repeat(40), after: 'c1', commits: [commit] },
      catalog,
    );
    expect(translation).toMatchObject({
      patches: [
        {
          of: 'commit',
          fact: { id: 'c1', parents: null, authoredAt: '2026-03-01T10:00:00.000Z', paths: ['a.ts', 'b.ts'] },
        },
        { of: 'push', ref: 'feature', after: 'c1', commits: [{ sha: 'c1' }] },
      ],
    });
  });
  it('of a tag or a deleted branch brings nothing', () => {
    const push = { repository, before: 'a', commits: [] };
    expect(translate('push', { ...push, ref: 'refs/tags/v1', after: 'c1' }, catalog)).toMatchObject({ patches: [] });
    expect(translate('push', { ...push, ref: 'refs/heads/x', after: '0'.repeat(40) }, catalog)).toMatchObject({
      patches: [],
    });
  });
});

describe('checks', () => {
  const run = {
    id: 8,
    name: 'unit',
    head_sha: 'abc',
    status: 'completed',
    conclusion: 'success',
    started_at: '2026-03-01T10:00:00Z',
    completed_at: '2026-03-01T10:05:00Z',
    app: { slug: 'github-actions' },
  };
  it('have no conclusion while they run', () => {
    expect(
      one('check_run', { check_run: { ...run, status: 'in_progress', conclusion: null, completed_at: null } }),
    ).toMatchObject({ fact: { conclusion: null, completedAt: null } });
    expect(one('check_run', { check_run: run })).toMatchObject({
      fact: { id: 'github:check_run:8', app: 'github-actions', conclusion: 'success' },
    });
  });
  it('that were skipped before they started have no start', () => {
    const skipped = { ...run, conclusion: 'skipped', completed_at: '2026-03-01T09:00:00Z' };
    expect(one('check_run', { check_run: skipped })).toMatchObject({
      fact: { startedAt: null, completedAt: '2026-03-01T09:00:00.000Z' },
    });
  });
  it('that a suite never started are none', () => {
    const suite = { id: 3, head_sha: 'abc', status: 'queued', latest_check_runs_count: 0 };
    expect(translate('check_suite', { repository, check_suite: suite }, catalog).result).toBe('ignored');
  });
  it.each([
    ['success', 'success'],
    ['failure', 'failure'],
    ['error', 'failure'],
    ['pending', null],
  ])('come from a commit status %s as %s', (state, conclusion) => {
    const status = { id: 4, sha: 'abc', context: 'ci/x', state, updated_at: '2026-03-01T10:00:00Z' };
    expect(one('status', status)).toMatchObject({ fact: { app: 'status', name: 'ci/x', conclusion } });
  });
});

describe('an issue', () => {
  const issue = {
    number: 3,
    title: 'Down',
    state: 'open',
    created_at: '2026-03-01T10:00:00Z',
    updated_at: '2026-03-01T10:00:00Z',
    closed_at: null,
  };
  const labelled = (...names: string[]): object => ({ ...issue, labels: names.map((name) => ({ name })) });
  it('labelled as an incident is one', () => {
    expect(one('issues', { action: 'opened', issue: labelled('incident', 'sev2') })).toMatchObject({
      fact: {
        id: 'acme/shop#3',
        service: 'shop',
        environment: 'production',
        severity: 'sev2',
        startedAt: '2026-03-01T10:00:00.000Z',
        resolvedAt: null,
      },
    });
  });
  it('that is closed is resolved', () => {
    const closed = { ...labelled('Incident'), state: 'closed', closed_at: '2026-03-01T11:00:00Z' };
    expect(one('issues', { action: 'closed', issue: closed })).toMatchObject({
      fact: { resolvedAt: '2026-03-01T11:00:00.000Z' },
    });
  });
  it('with another label is none', () => {
    expect(translate('issues', { repository, action: 'opened', issue: labelled('bug') }, catalog).result).toBe(
      'ignored',
    );
  });
  it('that names an unknown service waits', () => {
    const issues = { repository, action: 'opened', issue: labelled('incident', 'service:web') };
    expect(translate('issues', issues, catalog).result).toBe('quarantined');
  });
});

describe('what is not for us', () => {
  it('is ignored by its kind, wherever it comes from', () => {
    expect(translate('star', { repository: { full_name: 'x/y' } }, catalog).result).toBe('ignored');
    expect(translate('ping', { zen: 'Design for failure.' }, catalog).result).toBe('ignored');
    expect(translate('__proto__', {}, catalog).result).toBe('ignored');
  });
  it('waits where the repository is unknown', () => {
    expect(translate('pull_request', { repository: { full_name: 'x/y' }, pull_request: pull }, catalog).result).toBe(
      'quarantined',
    );
  });
  it('fails with a reason where the payload lacks what its event promises', () => {
    expect(() => translate('pull_request', { repository }, catalog)).toThrow(
      'The payload lacks pull_request (an object).',
    );
    expect(() => translate('push', { repository, ref: 'refs/heads/x' }, catalog)).toThrow('lacks after');
    expect(() => translate('push', {}, catalog)).toThrow('names no repository');
  });
});
