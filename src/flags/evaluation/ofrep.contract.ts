import { ApiProperty } from '@nestjs/swagger';

/** An OFREP request. `context` needs a `targetingKey`; any other attribute may stand beside it. */
export class OfrepRequest {
  @ApiProperty({ type: 'object', additionalProperties: true, example: { targetingKey: 'user-7', plan: 'pro' } })
  context: Record<string, unknown>;
}

/** The value of one flag for a context. */
export class OfrepEvaluation {
  @ApiProperty({ example: 'checkout-new' })
  key: string;

  @ApiProperty({ example: true })
  value: unknown;

  /** DISABLED: the flag is off and this is its off variant. */
  @ApiProperty({ enum: ['STATIC', 'TARGETING_MATCH', 'SPLIT', 'DISABLED', 'UNKNOWN'] })
  reason: string;

  @ApiProperty({ example: 'on' })
  variant: string;
}

export class OfrepFailure {
  @ApiProperty({ example: 'checkout-new', required: false })
  key?: string;

  @ApiProperty({ enum: ['PARSE_ERROR', 'TARGETING_KEY_MISSING', 'INVALID_CONTEXT', 'FLAG_NOT_FOUND', 'GENERAL'] })
  errorCode: string;

  @ApiProperty({ example: 'The context has no targetingKey.' })
  errorDetails: string;
}

export class OfrepMetadata {
  @ApiProperty({ example: 'production' })
  environment: string;

  /** What the answer was evaluated by. */
  @ApiProperty({ example: 42 })
  revision: number;
}

export class OfrepStreamEndpoint {
  /** Path and query, on the origin that was asked. A secret: it is not to be logged. It stays the same while the token does. */
  @ApiProperty({ example: '/ofrep/v1/stream?ticket=019a9f5e-0000-7000-8000-000000000000.Zm9' })
  requestUri: string;
}

export class OfrepEventStream {
  @ApiProperty({ enum: ['sse'] })
  type: string;

  @ApiProperty({ type: OfrepStreamEndpoint })
  endpoint: OfrepStreamEndpoint;

  /** A client that nobody looks at closes its stream after so long. */
  @ApiProperty({ example: 120 })
  inactivityDelaySec: number;
}

export class OfrepBulkEvaluation {
  @ApiProperty({ type: [OfrepEvaluation] })
  flags: OfrepEvaluation[];

  @ApiProperty({ type: OfrepMetadata })
  metadata: OfrepMetadata;

  /** Where changes are told. */
  @ApiProperty({ type: [OfrepEventStream] })
  eventStreams: OfrepEventStream[];
}
