import type { Evidence, LabPart } from '../../../drills/index.js';
import type { Api } from '../../api.js';

/** The injects are written down by the platform as they are fired. */
type Recorded = Exclude<LabPart, 'injects'>;

type RecordOf<P extends Recorded> = NonNullable<Evidence[P] extends (infer R)[] ? R : Evidence[P]>;

const AT_ONCE = 1_000;
const SEND_EVERY_MS = 2_000;

/** Posts what the lab sees to the run, in the order in which it was seen. */
export class Recorder {
  private items: { part: Recorded; record: unknown }[] = [];
  private sending: Promise<void> = Promise.resolve();
  private failure: unknown = null;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly api: Api,
    private readonly path: string,
  ) {
    this.timer = setInterval(() => this.send(), SEND_EVERY_MS);
  }

  add<P extends Recorded>(part: P, record: RecordOf<P>): void {
    this.items.push({ part, record });
  }

  /** Everything recorded so far is at the server; throws where any of it was not taken. */
  async flush(): Promise<void> {
    this.send();
    await this.sending;
    if (this.failure !== null) throw this.failure;
  }

  /** Sends what is left, as far as the server still takes it. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    this.send();
    await this.sending;
  }

  private send(): void {
    this.sending = this.sending.then(async () => {
      while (this.items.length > 0 && this.failure === null) {
        const items = this.items.splice(0, AT_ONCE);
        await this.api.post(this.path, { items }).catch((error: unknown) => (this.failure = error));
      }
    });
  }
}
