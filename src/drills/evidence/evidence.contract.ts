import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsObject, ValidateNested } from 'class-validator';
import { LAB_PARTS } from '../domain/lab-parts.js';

export class EvidenceItem {
  /** Of list parts every record is kept; of the others the last one. */
  @IsIn(LAB_PARTS)
  @ApiProperty({ enum: LAB_PARTS, example: 'probe' })
  part: string;

  /** A record of this part; see the guide on drills. */
  @IsObject()
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { at: '2026-11-21T09:00:00.000Z', ok: true, status: 200, millis: 12, sha: '4f2d1c' },
  })
  record: Record<string, unknown>;
}

export class EvidenceBody {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Type(() => EvidenceItem)
  @ApiProperty({ type: () => [EvidenceItem] })
  items: EvidenceItem[];
}

export class EvidenceAccepted {
  /** How many records were taken. */
  @ApiProperty({ example: 120 })
  accepted: number;
}

/** The whole document; its parts are told in the guide on drills. */
export const EVIDENCE_ANSWER = {
  description: 'The evidence: the run, its scenario, what the lab recorded, and what the platform knows.',
  schema: {
    type: 'object',
    additionalProperties: true,
    required: ['run', 'scenario'],
    properties: {
      run: { type: 'object', additionalProperties: true },
      scenario: { type: 'object', additionalProperties: true },
    },
    example: { run: { id: '019a9f5e-0000-7000-8000-000000000000', mode: 'people' }, probe: [], incident: null },
  },
};
