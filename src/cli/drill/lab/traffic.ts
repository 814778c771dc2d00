import type { ProbeSample } from '../../../drills/index.js';

interface Basket {
  lines: { sku: string; quantity: number }[];
  coupon: string | null;
}

const of = (sku: string, quantity: number, coupon: string | null = null): Basket => ({
  lines: [{ sku, quantity }],
  coupon,
});

/** What customers buy, over and over. Some pay with coupons, some buy many pieces, some little. */
const BASKETS: readonly Basket[] = [
  of('tea', 2, 'TEN'),
  of('biscuits', 1, 'FIVE'),
  of('tea', 11),
  of('mug', 3),
  of('teapot', 1, 'FIVE'),
  of('mug', 1),
  of('biscuits', 3, 'FIVE'),
  of('teapot', 10, 'TEN'),
  of('tea', 7, 'TEN'),
  of('biscuits', 4),
];

const TIMEOUT_MS = 5_000;
/** More than these wait for no answer: what comes then is not asked, so that a slow service is not drowned. */
const MOST_WAITING = 60;

/** Customers at a steady rate, each of whom is a sample of how the service does, seen from outside. */
export class Traffic {
  private timer: NodeJS.Timeout | null = null;
  private asked = 0;
  private readonly waiting = new Set<Promise<void>>();

  constructor(
    private readonly url: string,
    private readonly seen: (sample: ProbeSample) => void,
  ) {}

  start(perSecond: number): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = setInterval(() => this.tick(), 1000 / perSecond);
  }

  /** Asks everything a few times, one after the other, before the first customer: cold processes are slow. */
  async warmUp(rounds = 3): Promise<void> {
    for (let round = 0; round < rounds; round += 1) for (const basket of BASKETS) await ask(this.url, basket);
  }

  /** No more customers; those under way are waited for. */
  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await Promise.all(this.waiting);
  }

  private tick(): void {
    if (this.waiting.size >= MOST_WAITING) return;
    const basket = BASKETS[this.asked % BASKETS.length];
    this.asked += 1;
    const asking = this.buy(basket ?? of('tea', 1)).finally(() => this.waiting.delete(asking));
    this.waiting.add(asking);
  }

  private async buy(basket: Basket): Promise<void> {
    const at = new Date().toISOString();
    const from = performance.now();
    const answer = await ask(this.url, basket);
    const millis = Math.round((performance.now() - from) * 10) / 10;
    this.seen({ at, ok: answer.status === 201, millis, ...answer });
  }
}

async function ask(url: string, basket: Basket): Promise<{ status: number; sha: string | null }> {
  try {
    const response = await fetch(`${url}/checkout`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(basket),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    return { status: response.status, sha: response.headers.get('x-shop-version') };
  } catch {
    // No answer is an answer to the probe.
    return { status: 0, sha: null };
  }
}
