import { ApiProperty } from '@nestjs/swagger';
import { TOPICS, type Topic } from './hints.js';

/** Data of the event `hello`, the first of a stream. Whoever reads it after a break asks everything again. */
export class LiveHello {
  /** Version of the program; another than before: load the page anew. */
  @ApiProperty({ example: '0.1.0' })
  version: string;
}

export class LiveHint {
  @ApiProperty({ enum: TOPICS, example: 'flags' })
  topic: Topic;

  /** Which one; missing: any of the topic may have changed. */
  @ApiProperty({ example: 'checkout-new', required: false })
  key?: string;

  /** Of `flag-revision`: the revision that the asked process evaluates by now. */
  @ApiProperty({ example: 42, required: false })
  revision?: number;
}

/** Data of the event `change`: what may have changed. Hints only; the content is to be asked again. */
export class LiveChange {
  @ApiProperty({ type: [LiveHint] })
  topics: LiveHint[];
}
