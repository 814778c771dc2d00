import { createHash, randomBytes } from 'node:crypto';
import type { Api } from '../api.js';
import type { Io } from '../io.js';

/** One line of the story: what was done and what came of it. */
export interface Step {
  step: string;
  result: string;
}

/** What every act of the demo knows: names that stay the same from run to run, and marks of this run. */
export class Run {
  readonly id: string;
  readonly environment = 'production';
  readonly steps: Step[] = [];

  constructor(
    readonly api: Api,
    readonly service: string,
    readonly repository: string,
    private readonly io: Io,
    private readonly quiet: boolean,
  ) {
    this.id = randomBytes(4).toString('hex');
  }

  get team(): string {
    return 'demo';
  }

  person(name: string): string {
    return `demo-${name}`;
  }

  flag(name: string): string {
    return `${this.service}.${name}`;
  }

  /** A commit id that no history has, the same within the run. */
  sha(name: string): string {
    return createHash('sha1').update(`${this.id} ${name}`).digest('hex');
  }

  change(name: string): string {
    return `${this.repository}#demo-${this.id}-${name}`;
  }

  tell(step: string, result: string): void {
    this.steps.push({ step, result });
    if (!this.quiet) this.io.err(`· ${step}`);
  }
}

/** An instant `seconds` from now. */
export function fromNow(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}
