import { Injectable } from '@nestjs/common';
import { Db, type Queryable, type Tx } from '../platform/index.js';
import type { Postmortem, Signer } from './domain/postmortem.js';

interface Row extends Omit<Postmortem, 'author' | 'reviewer'> {
  authorToken: string;
  authorPerson: string | null;
  authorName: string;
  reviewerToken: string | null;
  reviewerPerson: string | null;
  reviewerName: string | null;
}

const SELECT = `
  select id, incident, service, state, title, content, author_token as "authorToken", author_person as "authorPerson",
    author_name as "authorName", review_requested_at as "reviewRequestedAt", reviewer_token as "reviewerToken",
    reviewer_person as "reviewerPerson", reviewer_name as "reviewerName", reviewed_at as "reviewedAt",
    review_note as "reviewNote", published_at as "publishedAt", published_by as "publishedBy", created_at as "createdAt",
    updated_at as "updatedAt"
  from postmortems`;

@Injectable()
export class PostmortemsRepository {
  constructor(private readonly db: Db) {}

  async find(id: string, on: Queryable = this.db): Promise<Postmortem | null> {
    return first(await on.query<Row>(`${SELECT} where id = $1`, [id]));
  }

  /** Locks the postmortem for the rest of the transaction. */
  async lock(tx: Tx, id: string): Promise<Postmortem | null> {
    return first(await tx.query<Row>(`${SELECT} where id = $1 for update`, [id]));
  }

  async ofIncident(incident: string, on: Queryable = this.db): Promise<Postmortem | null> {
    return first(await on.query<Row>(`${SELECT} where incident = $1`, [incident]));
  }

  /** Newest first. */
  async list(
    filter: { service?: string; incident?: string; state?: string },
    limit: number,
    after: [Date, string] | null,
  ): Promise<Postmortem[]> {
    const rows = await this.db.query<Row>(
      `${SELECT}
       where ($1::text is null or service = $1) and ($2::text is null or incident = $2) and ($3::text is null or state = $3)
         and ($4::timestamptz is null or (created_at, id) < ($4, $5::text))
       order by created_at desc, id desc limit $6`,
      [
        filter.service ?? null,
        filter.incident ?? null,
        filter.state ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        limit,
      ],
    );
    return rows.map(postmortemOf);
  }

  /** False where the incident has a postmortem already. */
  async insert(tx: Tx, p: Postmortem): Promise<boolean> {
    const inserted = await tx.execute(
      `insert into postmortems (id, incident, service, state, title, content, author_token, author_person, author_name,
         created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) on conflict (incident) do nothing`,
      [
        p.id,
        p.incident,
        p.service,
        p.state,
        p.title,
        JSON.stringify(p.content),
        p.author.token,
        p.author.person,
        p.author.name,
        p.createdAt,
      ],
    );
    return inserted > 0;
  }

  async save(tx: Tx, p: Postmortem): Promise<void> {
    await tx.execute(
      `update postmortems set state = $2, title = $3, content = $4, review_requested_at = $5, reviewer_token = $6,
         reviewer_person = $7, reviewer_name = $8, reviewed_at = $9, review_note = $10, published_at = $11, published_by = $12,
         updated_at = $13
       where id = $1`,
      [
        p.id,
        p.state,
        p.title,
        JSON.stringify(p.content),
        p.reviewRequestedAt,
        p.reviewer?.token ?? null,
        p.reviewer?.person ?? null,
        p.reviewer?.name ?? null,
        p.reviewedAt,
        p.reviewNote,
        p.publishedAt,
        p.publishedBy,
        p.updatedAt,
      ],
    );
  }
}

function first([row]: Row[]): Postmortem | null {
  return row ? postmortemOf(row) : null;
}

function postmortemOf(row: Row): Postmortem {
  const { authorToken, authorPerson, authorName, reviewerToken, reviewerPerson, reviewerName, ...rest } = row;
  const reviewer: Signer | null =
    reviewerToken === null ? null : { token: reviewerToken, person: reviewerPerson, name: reviewerName ?? '' };
  return { ...rest, author: { token: authorToken, person: authorPerson, name: authorName }, reviewer };
}
