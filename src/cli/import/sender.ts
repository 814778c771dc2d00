import type { Api } from '../api.js';
import { listOf, numberOf, textOf } from '../json.js';

export interface SentTotals {
  sent: number;
  accepted: number;
  unchanged: number;
  rejected: number;
  /** Reason → how many, and one example in words. */
  reasons: Map<string, { count: number; example: string }>;
}

/** Facts of one request: a connection that breaks off loses the count of no more than these. */
const PER_REQUEST = 20_000;

/** Sends facts as NDJSON while they are made; memory holds what is on its way. `onProgress` hears of every 1,000. */
export async function sendFacts(
  api: Api,
  facts: AsyncIterator<object>,
  onProgress: (totals: SentTotals) => void,
): Promise<SentTotals> {
  const totals: SentTotals = { sent: 0, accepted: 0, unchanged: 0, rejected: 0, reasons: new Map() };
  let next = await facts.next();
  let failure: unknown;
  while (next.done !== true) {
    const answer = await api.stream('/api/v1/facts', segment()).catch((error: unknown) => {
      // fetch wraps what the source of the body threw; the source knows better what went wrong.
      throw failure ?? error;
    });
    totals.accepted += numberOf(answer.body['accepted']) ?? 0;
    totals.unchanged += numberOf(answer.body['unchanged']) ?? 0;
    const rejected = listOf(answer.body['rejected']);
    totals.rejected += numberOf(answer.body['rejectedCount']) ?? rejected.length;
    for (const { code, detail } of rejected) {
      const reason = totals.reasons.get(textOf(code) ?? 'unknown') ?? { count: 0, example: textOf(detail) ?? '' };
      reason.count += 1;
      totals.reasons.set(textOf(code) ?? 'unknown', reason);
    }
    onProgress(totals);
  }
  return totals;

  async function* segment(): AsyncGenerator<string> {
    for (let count = 0; next.done !== true && count < PER_REQUEST; count += 1) {
      yield `${JSON.stringify(next.value)}\n`;
      totals.sent += 1;
      if (totals.sent % 1_000 === 0) onProgress(totals);
      try {
        next = await facts.next();
      } catch (error) {
        failure = error;
        throw error;
      }
    }
  }
}
