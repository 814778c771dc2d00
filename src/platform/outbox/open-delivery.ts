/** A delivery that waits for its consumer. */
export interface OpenDelivery {
  event: string;
  consumer: string;
  queue: string;
  /** Ties its log lines to the request that led to it. */
  correlationId: string;
}
