/** A job that was given up after its last try. */
export class DeadJobView {
  /** `<event>.<consumer>` */
  id: string;
  consumer: string;
  queue: string;
  event: string;
  type: string;
  payload: unknown;
  attempts: number;
  error: string | null;
  createdAt: string;
  deadAt: string;
}

export class DeadJobPage {
  items: DeadJobView[];
  nextCursor: string | null;
}

export class RetriedJob {
  id: string;
  state: 'waiting';
}
