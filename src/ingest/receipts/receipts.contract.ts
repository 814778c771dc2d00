import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../../platform/index.js';

const STATUSES = ['accepted', 'processed', 'quarantined', 'failed'] as const;

export class ReceiptsQuery extends PageQuery {
  /** accepted = waits to be processed; quarantined = speaks of something that the catalog does not know. */
  @ApiProperty({ enum: STATUSES, required: false })
  @IsOptional()
  @IsIn(STATUSES)
  status?: (typeof STATUSES)[number];

  /** Kind of event, such as `pull_request`. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  event?: string;

  /** Repository as `owner/name`, of those processed. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  repository?: string;
}

/** Answer to a webhook. */
export class WebhookAnswer {
  @ApiProperty({ example: '019a7b3e-5d51-7c20-9a76-1f0f3b1b8f10' })
  receipt: string;

  @ApiProperty({ enum: ['accepted', 'duplicate'], example: 'accepted' })
  status: 'accepted' | 'duplicate';
}

/** What came in, and what became of it. */
export class ReceiptView {
  id: string;

  @ApiProperty({ example: 'github' })
  source: string;

  /** The sender's id of the delivery. */
  deliveryId: string;

  @ApiProperty({ example: 'deployment_status' })
  event: string;

  @ApiProperty({ enum: STATUSES, example: 'quarantined' })
  status: (typeof STATUSES)[number];

  /** Why it was quarantined, failed or ignored. */
  @ApiProperty({
    type: String,
    nullable: true,
    example: "No service of the catalog lives in the repository 'acme/shop'.",
  })
  reason: string | null;

  repository: string | null;

  /** How often it was processed. */
  attempts: number;

  receivedAt: Date;
  processedAt: Date | null;
}

export class ReceiptPage {
  items: ReceiptView[];
  nextCursor: string | null;
}

export class ReceiptDetail extends ReceiptView {
  headers: Record<string, string>;

  /** Length of the body in bytes. */
  size: number;

  /** The body's first 4,000 bytes. */
  excerpt: string;
}
