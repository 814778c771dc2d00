import { createHash } from 'node:crypto';
import type { Fact, FactKind } from './facts.js';
import { canonicalInstant } from './instants.js';

/** What is written to the fact's table, by column name; times canonical, absent fields null. */
export type FactRow = Readonly<Record<string, unknown>>;

/** The columns of a change that tell which services it touches. */
export interface ChangeRow extends FactRow {
  id: string;
  repository: string;
  explicit_services: string[] | null;
  commits: { sha: string; authoredAt: string }[] | null;
  merge_sha: string | null;
  head_sha: string | null;
}

/** A fact ready for its table. `key` identifies it within its kind; equal `hash` means equal content. */
export interface PreparedFact {
  kind: FactKind;
  key: string;
  row: FactRow;
  /** Hex of 16 bytes. */
  hash: string;
}

/** Brings a valid fact into the form that is stored, so that two spellings of one fact have one hash. */
export function prepareFact(fact: Fact): PreparedFact {
  const row = rowOf(fact);
  const hash = createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 32);
  // A space stands in no repository of a commit's key, and keys are only compared among themselves.
  const key = fact.kind === 'commit' ? `${fact.repository} ${fact.id}` : fact.id;
  return { kind: fact.kind, key, row, hash };
}

function rowOf(fact: Fact): FactRow {
  switch (fact.kind) {
    case 'change':
      return {
        id: fact.id,
        repository: fact.repository,
        explicit_services: fact.services ? [...new Set(fact.services)].toSorted() : null,
        title: fact.title ?? null,
        author: fact.author ?? null,
        author_type: fact.authorType ?? null,
        opened_at: canonicalInstant(fact.openedAt),
        ready_at: instantOrNull(fact.readyAt),
        first_commit_at: instantOrNull(fact.firstCommitAt),
        commits: fact.commits
          ? fact.commits.map(({ sha, authoredAt }) => ({ sha, authoredAt: canonicalInstant(authoredAt) }))
          : null,
        head_sha: fact.headSha ?? null,
        reviews: (fact.reviews ?? []).map((review) => ({
          author: review.author,
          ...(review.authorType ? { authorType: review.authorType } : {}),
          submittedAt: canonicalInstant(review.submittedAt),
          state: review.state,
          ...(review.id ? { id: review.id } : {}),
        })),
        merged_at: instantOrNull(fact.mergedAt),
        closed_at: instantOrNull(fact.closedAt),
        merge_sha: fact.mergeSha ?? null,
        additions: fact.additions ?? null,
        deletions: fact.deletions ?? null,
        labels: [...new Set(fact.labels)],
        reverts: fact.reverts ?? null,
        url: fact.url ?? null,
        ...tagOf(fact),
      };
    case 'commit':
      return {
        repository: fact.repository,
        sha: fact.id,
        parents: fact.parents ?? null,
        authored_at: canonicalInstant(fact.authoredAt),
        committed_at: canonicalInstant(fact.committedAt),
        paths: fact.paths ?? null,
        cherry_pick_of: fact.cherryPickOf ?? null,
        patch_id: fact.patchId ?? null,
      };
    case 'deployment': {
      const startedAt = instantOrNull(fact.startedAt);
      return {
        id: fact.id,
        service: fact.service,
        environment: fact.environment,
        sha: fact.sha ?? null,
        status: fact.status,
        started_at: startedAt,
        finished_at: instantOrNull(fact.finishedAt) ?? (fact.status === 'success' ? startedAt : null),
        changes: fact.changes ? [...new Set(fact.changes)] : null,
        reason: fact.reason ?? null,
        url: fact.url ?? null,
        ...tagOf(fact),
      };
    }
    case 'check':
      return {
        id: fact.id,
        repository: fact.repository,
        sha: fact.sha,
        name: fact.name,
        app: fact.app ?? null,
        conclusion: fact.conclusion ?? null,
        started_at: instantOrNull(fact.startedAt),
        completed_at: instantOrNull(fact.completedAt),
        attempt: fact.attempt ?? 1,
      };
    case 'incident':
      return {
        kind: fact.kind,
        id: fact.id,
        body: withoutNulls({
          ...fact,
          startedAt: canonicalInstant(fact.startedAt),
          detectedAt: instantOrNull(fact.detectedAt),
          mitigatedAt: instantOrNull(fact.mitigatedAt),
          restoredAt: instantOrNull(fact.restoredAt),
          resolvedAt: instantOrNull(fact.resolvedAt),
          cause: fact.cause ? withoutNulls({ ...fact.cause }) : null,
        }),
      };
    case 'flip':
      return { kind: fact.kind, id: fact.id, body: withoutNulls({ ...fact, at: canonicalInstant(fact.at) }) };
  }
}

/** Only where there is one, so that facts stored before have the same hash. */
function tagOf({ drillRun }: { drillRun?: string | null }): { drill_run?: string } {
  return typeof drillRun === 'string' ? { drill_run: drillRun } : {};
}

function instantOrNull(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : canonicalInstant(text);
}

/** The same object with its fields in alphabetical order and without those that are null. */
function withoutNulls(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([, value]) => value !== null && value !== undefined)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}
