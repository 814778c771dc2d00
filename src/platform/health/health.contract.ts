import { ApiProperty } from '@nestjs/swagger';

export class PartView {
  @ApiProperty({ enum: ['ok', 'down'], example: 'ok' })
  state: 'ok' | 'down';

  /** Why it is down. */
  @ApiProperty({ example: 'connect ECONNREFUSED 127.0.0.1:5432', required: false })
  detail?: string;

  /** Without it evaluation and kill do not work. */
  @ApiProperty({ example: false })
  vital: boolean;
}

/** `degraded`: a part is down, but evaluation and kill work; such a process is to be kept behind a load balancer. */
export class ReadinessView {
  @ApiProperty({ enum: ['ok', 'degraded', 'unavailable'], example: 'ok' })
  status: 'ok' | 'degraded' | 'unavailable';

  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: '#/components/schemas/PartView' },
    example: { database: { state: 'ok', vital: false }, kill: { state: 'ok', vital: true } },
  })
  parts: Record<string, PartView>;
}
