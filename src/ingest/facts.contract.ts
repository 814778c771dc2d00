import { type ApiBody, ApiProperty } from '@nestjs/swagger';
import { IsOpaqueId, PageQuery } from '../platform/index.js';
import { FACT_KINDS } from './domain/facts.js';
import { FACT_SCHEMAS, type JsonSchema } from './domain/fact-schemas.js';

/** Most facts that one JSON body may hold. */
export const MAX_FACTS = 1_000;

/** A fact that was not taken. */
export class RejectedFactView {
  @ApiProperty({ example: 3, description: 'Place among the facts of the request, from 0 (blank lines do not count).' })
  index: number;

  @ApiProperty({ example: 'unknown_service' })
  code: string;

  @ApiProperty({ example: "There is no service 'checkuot' in the catalog." })
  detail: string;
}

/** What became of the facts of a request: each was accepted, unchanged or rejected. */
export class FactsAnswer {
  @ApiProperty({ example: 998, description: 'Facts that were new or changed something.' })
  accepted: number;

  @ApiProperty({ example: 1, description: 'Facts equal to what was known, or outdone by it.' })
  unchanged: number;

  @ApiProperty({ type: [RejectedFactView], description: 'At most the first 1,000 of them.' })
  rejected: RejectedFactView[];

  @ApiProperty({ example: 1 })
  rejectedCount: number;
}

/** One fact of any kind, as validated and as published. */
export const FACT_SCHEMA: JsonSchema = {
  oneOf: FACT_KINDS.map((kind) => FACT_SCHEMAS[kind]),
  discriminator: { propertyName: 'kind' },
};

type PublishedSchema = Extract<Parameters<typeof ApiBody>[0], { schema: unknown }>['schema'];

/** The JSON body of `POST /api/v1/facts` for the OpenAPI document. */
export const FACTS_SCHEMA = {
  type: 'object',
  properties: { facts: { type: 'array', maxItems: MAX_FACTS, items: FACT_SCHEMA } },
  required: ['facts'],
  additionalProperties: false,
} as PublishedSchema;

/** Published examples by name, ready to be sent. */
export const FACTS_EXAMPLES = Object.fromEntries(
  FACT_KINDS.map((kind) => [kind, { summary: `A ${kind}`, value: { facts: FACT_SCHEMAS[kind]['examples'] } }]),
);

export class ReviewView {
  author: string;
  authorType: 'human' | 'bot' | null;
  submittedAt: Date;
  state: string;
}

export class ChangeCommitView {
  sha: string;
  authoredAt: Date;
}

/** A pull request, or a commit that reached trunk without one. */
export class ChangeView {
  @ApiProperty({ example: 'acme/shop#12' })
  id: string;
  @ApiProperty({ example: 'acme/shop' })
  repository: string;
  /** Services that it touches: named ones, else those whose paths it changed. */
  @ApiProperty({ example: ['checkout'] })
  services: string[];
  title: string | null;
  author: string | null;
  authorType: 'human' | 'bot' | null;
  openedAt: Date;
  readyAt: Date | null;
  firstCommitAt: Date | null;
  commits: ChangeCommitView[];
  headSha: string | null;
  reviews: ReviewView[];
  mergedAt: Date | null;
  closedAt: Date | null;
  mergeSha: string | null;
  additions: number | null;
  deletions: number | null;
  labels: string[];
  /** Id of the change that it takes back. */
  reverts: string | null;
  url: string | null;
}

/** A check of a commit; `conclusion` is null while it runs. */
export class CheckView {
  id: string;
  repository: string;
  sha: string;
  @ApiProperty({ example: 'unit' })
  name: string;
  app: string | null;
  @ApiProperty({ example: 'success', type: String, nullable: true })
  conclusion: string | null;
  startedAt: Date | null;
  completedAt: Date | null;
  attempt: number;
}

export class CheckList {
  items: CheckView[];
  nextCursor: string | null;
}

export class ChecksQuery extends PageQuery {
  /** Repository as `owner/name`. */
  @IsOpaqueId()
  repository: string;

  /** Commit that the checks are of. */
  @IsOpaqueId()
  sha: string;
}
