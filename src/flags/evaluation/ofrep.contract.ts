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

export class OfrepBulkEvaluation {
  @ApiProperty({ type: [OfrepEvaluation] })
  flags: OfrepEvaluation[];
}
