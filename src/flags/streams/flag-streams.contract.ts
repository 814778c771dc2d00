import { ApiProperty } from '@nestjs/swagger';

/** Data of `hello`, the first event of a stream of flag changes. */
export class FlagsHello {
  @ApiProperty({ example: 'production' })
  environment: string;

  /** What the asked process evaluates by. */
  @ApiProperty({ example: 42 })
  revision: number;

  /** True: everything missed since `Last-Event-ID` follows. False: read `document`, then apply what follows. */
  @ApiProperty({ example: false })
  resumed: boolean;

  /** Where all definitions are. */
  @ApiProperty({ example: '/flagd/v1/flags/production' })
  document: string;
}

/** Data of `change`. Applying one twice does no harm. */
export class FlagsChange {
  @ApiProperty({ example: 'production' })
  environment: string;

  @ApiProperty({ example: 43 })
  revision: number;

  /** Definitions of the flags that changed, in flagd's form; null: the flag is gone. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'object', nullable: true, additionalProperties: true },
    example: {
      'checkout-new': { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' },
      'old-banner': null,
    },
  })
  flags: Record<string, object | null>;
}
