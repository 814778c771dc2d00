import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/index.js';
import type { PreparedFact } from './domain/fact-rows.js';
import type { FactKind } from './domain/facts.js';

/** A row that is new or changed, with what dora must forget of the one before. Null: there was none. */
export interface WrittenDeployment {
  id: string;
  service: string;
  status: string;
  finishedAt: Date | null;
  serviceBefore: string | null;
  finishedBefore: Date | null;
}

export interface WrittenChange {
  id: string;
  repository: string;
  mergedAt: Date | null;
  mergedBefore: Date | null;
  /** Whether nothing was known of it before. */
  isNew: boolean;
}

export interface WrittenCommit {
  repository: string;
  sha: string;
  hasPaths: boolean;
}

export interface WrittenCheck {
  id: string;
  repository: string;
  sha: string;
}

/** Rows that are new or changed, by kind; facts equal to what was stored are absent. */
export interface Written {
  commits: WrittenCommit[];
  changes: WrittenChange[];
  deployments: WrittenDeployment[];
  checks: WrittenCheck[];
  incidents: string[];
  flips: string[];
}

const COMMITS = upsert({
  table: 'commits',
  key: ['repository', 'sha'],
  columns: {
    repository: 'text',
    sha: 'text',
    parents: 'text[]',
    authored_at: 'timestamptz',
    committed_at: 'timestamptz',
    paths: 'text[]',
    cherry_pick_of: 'text',
    patch_id: 'text',
  },
  returning: `repository, sha, paths is not null as "hasPaths"`,
});

const CHANGES = upsert({
  table: 'changes',
  key: ['id'],
  columns: {
    id: 'text',
    repository: 'text',
    explicit_services: 'text[]',
    title: 'text',
    author: 'text',
    author_type: 'text',
    opened_at: 'timestamptz',
    ready_at: 'timestamptz',
    first_commit_at: 'timestamptz',
    commits: 'jsonb',
    head_sha: 'text',
    reviews: 'jsonb',
    merged_at: 'timestamptz',
    closed_at: 'timestamptz',
    merge_sha: 'text',
    additions: 'int',
    deletions: 'int',
    labels: 'text[]',
    reverts: 'text',
    url: 'text',
    drill_run: 'text',
  },
  // A provider that tells it again knows nothing of the drill.
  update: { drill_run: 'coalesce(excluded.drill_run, changes.drill_run)' },
  before: 'merged_at',
  returning: `up.id, up.repository, up.merged_at as "mergedAt", before.merged_at as "mergedBefore",
    up.inserted as "isNew"`,
});

const DEPLOYMENTS = upsert({
  table: 'deployments',
  key: ['id'],
  columns: {
    id: 'text',
    service: 'text',
    environment: 'text',
    sha: 'text',
    status: 'text',
    started_at: 'timestamptz',
    finished_at: 'timestamptz',
    changes: 'text[]',
    reason: 'text',
    url: 'text',
    drill_run: 'text',
  },
  // A success that names no time at all happened when it was told, and keeps that moment when it is told again.
  insert: { finished_at: `coalesce(input.finished_at, case when input.status = 'success' then $3::timestamptz end)` },
  update: {
    finished_at: `case when excluded.status = 'success' and deployments.status = 'success' and excluded.finished_at = $3
      then deployments.finished_at else excluded.finished_at end`,
    drill_run: 'coalesce(excluded.drill_run, deployments.drill_run)',
  },
  unless: `deployments.status = 'success' and excluded.status <> 'success'`,
  before: 'service, finished_at',
  returning: `up.id, up.service, up.status, up.finished_at as "finishedAt",
    before.service as "serviceBefore", before.finished_at as "finishedBefore"`,
});

const CHECKS = upsert({
  table: 'checks',
  key: ['id'],
  columns: {
    id: 'text',
    repository: 'text',
    sha: 'text',
    name: 'text',
    app: 'text',
    conclusion: 'text',
    started_at: 'timestamptz',
    completed_at: 'timestamptz',
    attempt: 'int',
  },
  unless: 'excluded.attempt < checks.attempt',
  returning: 'id, repository, sha',
});

const HANDED = upsert({
  table: 'handed_facts',
  key: ['kind', 'id'],
  columns: { kind: 'text', id: 'text', body: 'jsonb' },
  update: {
    body: `jsonb_strip_nulls(jsonb_build_object('drillRun', handed_facts.body -> 'drillRun')) || excluded.body`,
  },
  unless: 'excluded.seq < handed_facts.seq',
  returning: 'id',
});

/** Writes of delivery facts: one multi-row statement for each kind. */
@Injectable()
export class FactsRepository {
  private readonly seqs = new WeakMap<Tx, Promise<number>>();

  /** This transaction's place in the order of reception. */
  nextSeq(tx: Tx): Promise<number> {
    let seq = this.seqs.get(tx);
    if (!seq) {
      seq = this.takeSeq(tx);
      this.seqs.set(tx, seq);
    }
    return seq;
  }

  private async takeSeq(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ seq: string }>(`select nextval('fact_seq')::text as seq`);
    if (!row) throw new Error('the sequence gave no value');
    return Number(row.seq);
  }

  /** Stores folded facts (at most one for each key, sorted) and returns those that were new or changed. */
  async write(tx: Tx, facts: readonly PreparedFact[], seq: number): Promise<Written> {
    const of = (kind: FactKind): PreparedFact[] => facts.filter((fact) => fact.kind === kind);
    const commits = await run<WrittenCommit>(tx, COMMITS, of('commit'), [seq]);
    const changes = await run<WrittenChange>(tx, CHANGES, of('change'), [seq]);
    const deployments = await run<WrittenDeployment>(tx, DEPLOYMENTS, of('deployment'), [seq, tx.now]);
    const checks = await run<WrittenCheck>(tx, CHECKS, of('check'), [seq]);
    const incidents = await run<{ id: string }>(tx, HANDED, of('incident'), [seq]);
    const flips = await run<{ id: string }>(tx, HANDED, of('flip'), [seq]);
    return {
      commits,
      changes,
      deployments,
      checks,
      incidents: incidents.map((row) => row.id),
      flips: flips.map((row) => row.id),
    };
  }
}

async function run<R extends object>(tx: Tx, sql: string, facts: PreparedFact[], rest: unknown[]): Promise<R[]> {
  if (facts.length === 0) return [];
  const rows = facts.map((fact) => ({ ...fact.row, hash: `\\x${fact.hash}` }));
  return tx.query<R>(sql, [JSON.stringify(rows), ...rest]);
}

interface Upsert {
  table: string;
  key: string[];
  /** Column → type. */
  columns: Record<string, string>;
  /** Expressions over `input` that replace a plain column on insert. */
  insert?: Record<string, string>;
  /** Expressions that replace `excluded.<column>` on update. */
  update?: Record<string, string>;
  /** Condition over `excluded` and the table under which the stored row stays. */
  unless?: string;
  /** Columns of the row before, available as `before` in `returning`; only for tables whose key is `id`. */
  before?: string;
  /** Without `before`, columns of the table; with it, of `up` and `before`. */
  returning: string;
}

/** Parameters of the statement: $1 rows as JSON, $2 seq, more as its expressions ask. */
function upsert(spec: Upsert): string {
  const names = Object.keys(spec.columns);
  const types = Object.entries({ ...spec.columns, hash: 'bytea' }).map(([name, type]) => `${name} ${type}`);
  const values = names.map((name) => spec.insert?.[name] ?? `input.${name}`);
  const sets = names
    .filter((name) => !spec.key.includes(name))
    .map((name) => `${name} = ${spec.update?.[name] ?? `excluded.${name}`}`);
  const unless = spec.unless === undefined ? '' : `and not (${spec.unless})`;
  const insert = `
    insert into ${spec.table} (${names.join(', ')}, hash, seq)
    select ${values.join(', ')}, input.hash, $2 from input
    on conflict (${spec.key.join(', ')}) do update set ${sets.join(', ')}, hash = excluded.hash, seq = excluded.seq
    where ${spec.table}.hash <> excluded.hash ${unless}`;
  const input = `input as (select * from json_to_recordset($1::json) as t(${types.join(', ')}))`;
  if (spec.before === undefined) return `with ${input} ${insert} returning ${spec.returning}`;
  return `with ${input},
    before as (select id, ${spec.before} from ${spec.table} where id in (select id from input)),
    up as (${insert} returning ${spec.table}.*, ${spec.table}.xmax = 0 as inserted)
    select ${spec.returning} from up left join before on before.id = up.id`;
}
