import { ApiProperty } from '@nestjs/swagger';

// Shapes of others' protocols. They are read by rules of their own, so they carry no validation: they document.

/** An event of the Events API v2. */
export class EventBody {
  @ApiProperty({ example: '0f3c9d3a5b7e4c1d8a2b6e9f4d7c0b1a' })
  routing_key: string;

  @ApiProperty({ enum: ['trigger', 'acknowledge', 'resolve'], example: 'trigger' })
  event_action: string;

  /** At most 255 characters; made for a trigger that brings none, needed by the others. */
  @ApiProperty({ required: false, example: 'disk/web-1' })
  dedup_key?: string;

  /** Needed by a trigger: `summary` (at most 1,024 characters), `source`, `severity` (critical, error, warning, info). */
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    required: [],
    example: { summary: 'The disk of web-1 is full', source: 'web-1', severity: 'critical' },
  })
  payload?: Record<string, unknown>;
}

export class EventAccepted {
  @ApiProperty({ example: 'success' })
  status: string;

  @ApiProperty({ example: 'Event processed' })
  message: string;

  @ApiProperty({ example: 'disk/web-1' })
  dedup_key: string;
}

/** A delivery of the Alertmanager webhook. */
export class DeliveryBody {
  @ApiProperty({ example: '4' })
  version: string;

  @ApiProperty({ example: '{}:{alertname="HighLatency"}' })
  groupKey: string;

  @ApiProperty({ enum: ['firing', 'resolved'], example: 'firing' })
  status: string;

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    example: [
      {
        status: 'firing',
        labels: { alertname: 'HighLatency', severity: 'critical' },
        annotations: { summary: 'p99 is above 2 s' },
        startsAt: '2026-11-21T09:00:00.123456789Z',
        endsAt: '0001-01-01T00:00:00Z',
        fingerprint: 'c4f9a1b2d3e4f567',
      },
    ],
  })
  alerts: object[];
}

export class DeliveryAccepted {
  @ApiProperty({ example: 'success' })
  status: string;
}
