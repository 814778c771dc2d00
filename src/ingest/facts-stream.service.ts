import { Injectable } from '@nestjs/common';
import { Facts, type BatchResult, type ReadFact, type RejectedFact } from './facts.service.js';
import { linesOf } from './ndjson.js';

const BATCH_LINES = 1_000;
const BATCH_BYTES = 4 * 1024 * 1024;
const MAX_LINE_BYTES = 1024 * 1024;
/** More rejections than this are counted, not listed. */
export const LISTED_REJECTIONS = 1_000;

export interface StreamResult extends BatchResult {
  rejectedCount: number;
}

/** Takes a stream of facts of any length in batches; memory holds two batches at most. */
@Injectable()
export class FactsStream {
  constructor(private readonly facts: Facts) {}

  /**
   * Stores the facts of an NDJSON stream in the order of its lines. When the stream breaks off, the batches before stay
   * and the error of the stream is thrown.
   */
  async take(chunks: AsyncIterable<Buffer>, drillRun: string | null = null): Promise<StreamResult> {
    const total: StreamResult = { accepted: 0, unchanged: 0, rejected: [], rejectedCount: 0 };
    // One batch is written while the next is read and judged; the stream waits while both are full.
    let writing: Promise<void> | null = null;
    for await (const batch of this.batchesOf(chunks, drillRun)) {
      await writing;
      writing = this.facts.record(batch.facts, batch.rejected).then((result) => add(total, result));
      // A failure is thrown where it is awaited, not in between.
      writing.catch(() => undefined);
    }
    await writing;
    return total;
  }

  private async *batchesOf(
    chunks: AsyncIterable<Buffer>,
    drillRun: string | null,
  ): AsyncGenerator<{ facts: ReadFact[]; rejected: RejectedFact[] }> {
    let index = 0;
    let batch: { facts: ReadFact[]; rejected: RejectedFact[] } = { facts: [], rejected: [] };
    let bytes = 0;
    for await (const line of linesOf(chunks, MAX_LINE_BYTES)) {
      const { facts, rejected } = this.judge(line.text, index, drillRun);
      batch.facts.push(...facts);
      batch.rejected.push(...rejected);
      index += 1;
      bytes += line.text === null ? 0 : line.bytes;
      if (batch.facts.length + batch.rejected.length >= BATCH_LINES || bytes >= BATCH_BYTES) {
        yield batch;
        batch = { facts: [], rejected: [] };
        bytes = 0;
      }
    }
    if (batch.facts.length + batch.rejected.length > 0) yield batch;
  }

  private judge(
    line: string | null,
    index: number,
    drillRun: string | null,
  ): { facts: ReadFact[]; rejected: RejectedFact[] } {
    if (line === null) {
      const detail = `The line is longer than ${MAX_LINE_BYTES} bytes.`;
      return { facts: [], rejected: [{ index, code: 'line_too_long', detail }] };
    }
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      const detail = `The line is no JSON: ${error instanceof Error ? error.message : String(error)}`;
      return { facts: [], rejected: [{ index, code: 'unreadable', detail }] };
    }
    return this.facts.judge([value], index, drillRun);
  }
}

function add(total: StreamResult, result: BatchResult): void {
  total.accepted += result.accepted;
  total.unchanged += result.unchanged;
  total.rejectedCount += result.rejected.length;
  total.rejected.push(...result.rejected.slice(0, LISTED_REJECTIONS - total.rejected.length));
}
