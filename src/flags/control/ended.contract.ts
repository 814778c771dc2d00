import { ApiProperty } from '@nestjs/swagger';

/** How something that waits came to its end. */
export class EndedView {
  @ApiProperty({ nullable: true, type: String, example: null })
  endedAt: string | null;

  /** Who ended it; null where it ended by itself. */
  @ApiProperty({ nullable: true, type: String, example: null })
  endedBy: string | null;
}
