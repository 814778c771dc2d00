import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../../../drills/index.js';
import type { Api } from '../../api.js';
import { CliError } from '../../cli-error.js';
import { objectOf, textOf, type JsonObject } from '../../json.js';

const LOOK_MS = 1_000;

/** The run came to its end although the autopilot had not finished it. */
export class RunEnded extends CliError {}

/** A run of a drill at the server, whose state is followed while it is played. */
export class DrillRun {
  private state = 'planned';
  private reason: string | null = null;
  private following: Promise<void> | null = null;
  private done = false;

  private constructor(
    private readonly api: Api,
    readonly id: string,
    readonly scenario: Scenario,
    private readonly signal: AbortSignal,
  ) {}

  static async plan(
    api: Api,
    scenario: Scenario,
    people: { facilitator: string; responder: string; observers: string[] },
    signal: AbortSignal,
  ): Promise<DrillRun> {
    const { body } = await api.post('/api/v1/drills', { scenario: scenario.scenario, mode: 'autopilot', ...people });
    const run = new DrillRun(api, textOf(body['id']) ?? '', scenario, signal);
    run.following = run.follow();
    return run;
  }

  async start(): Promise<void> {
    this.check();
    await this.api.post(this.path('start'), {});
  }

  path(rest = ''): string {
    return `/api/v1/drills/${encodeURIComponent(this.id)}${rest === '' ? '' : `/${rest}`}`;
  }

  /** Throws where the run is over: stopped here, or ended at the server. */
  check(): void {
    if (this.signal.aborted) throw new RunEnded('The drill was stopped.', 1);
    if (!['planned', 'running', 'paused'].includes(this.state))
      throw new RunEnded(`The run was ${this.state}: ${this.reason ?? 'no reason is given'}`, 1);
  }

  /** Between two steps: waits while the run is paused. */
  async mayGoOn(): Promise<void> {
    this.check();
    while (this.state === 'paused') {
      await sleep(200);
      this.check();
    }
  }

  /** Waits until `holds`, looking again and again; throws when the run is over or it takes too long. */
  async until<T>(what: string, withinMs: number, look: () => T | null | Promise<T | null>): Promise<T> {
    const end = performance.now() + withinMs;
    for (;;) {
      this.check();
      const found = await look();
      if (found !== null) return found;
      if (performance.now() > end) throw new CliError(`${what}: not within ${withinMs / 1000} s.`, 1);
      await sleep(50);
    }
  }

  async fire(inject: string): Promise<void> {
    await this.api.post(this.path(`injects/${encodeURIComponent(inject)}/fire`), {});
  }

  async note(author: string, text: string): Promise<void> {
    await this.api.post(this.path('notes'), { text: `${author}: ${text}` });
  }

  async finish(): Promise<void> {
    await this.stopFollowing();
    await this.api.post(this.path('finish'), {});
  }

  /** The run ends as failed, unless it has ended already. */
  async fail(reason: string): Promise<void> {
    await this.stopFollowing();
    await this.api.post(this.path('fail'), { reason: reason.slice(0, 1_000) }, { allow: [409] });
  }

  async report(): Promise<JsonObject> {
    return (await this.api.get(this.path('report'))).body;
  }

  private async stopFollowing(): Promise<void> {
    this.done = true;
    await this.following;
  }

  private async follow(): Promise<void> {
    while (!this.done) {
      // A server that is away for a moment says nothing about the run; the step under way will hear of it.
      const { body } = await this.api.get(this.path(), { allow: [500, 503] }).catch(() => ({ body: objectOf(null) }));
      this.state = textOf(body['state']) ?? this.state;
      this.reason = textOf(body['reason']) ?? this.reason;
      for (let waited = 0; waited < LOOK_MS && !this.done; waited += 100) await sleep(100);
    }
  }
}
