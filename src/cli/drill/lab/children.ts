import { spawn, type ChildProcess } from 'node:child_process';
import { CliError } from '../../cli-error.js';
import type { Guardian } from './guardian.js';

export interface Ran {
  code: number;
  output: string;
}

interface Started {
  cwd: string;
  env?: Readonly<Record<string, string>>;
}

const KEPT = 20_000;
const POLITE_MS = 3_000;

/**
 * Every process that the lab starts, each the leader of a group of its own, so that what it starts ends with it. They are
 * ended at the end of this process too, however it comes: by the guardian where it is killed.
 */
export class Children {
  private readonly living = new Map<number, ChildProcess>();
  private readonly atExit = (): void => this.signalAll('SIGKILL');
  private closed = false;

  constructor(private readonly guardian: Pick<Guardian, 'started' | 'ended'>) {
    process.once('exit', this.atExit);
  }

  /** Ids of the processes that have not ended. */
  get pids(): number[] {
    return [...this.living.keys()];
  }

  start(program: string, args: readonly string[], { cwd, env = {} }: Started): ChildProcess {
    if (this.closed) throw new CliError('The drill is over: nothing is started any more.', 1);
    const child = spawn(program, args, {
      cwd,
      // Nothing of the caller's settings of git or of a server reaches the processes of a drill.
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { pid } = child;
    if (pid !== undefined) {
      this.living.set(pid, child);
      this.guardian.started(pid);
      child.once('exit', () => {
        this.living.delete(pid);
        this.guardian.ended(pid);
      });
    }
    return child;
  }

  /** Runs a program to its end and gives what it said. */
  run(program: string, args: readonly string[], started: Started): Promise<Ran> {
    const child = this.start(program, args, started);
    let output = '';
    const listen = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-KEPT);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    return new Promise((resolve, reject) => {
      child.once('error', (error) => reject(new CliError(`"${program}" cannot be run: ${error.message}`)));
      child.once('close', (code) => resolve({ code: code ?? 1, output }));
    });
  }

  /** Ends one process: asked first, then made to. */
  async end(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const { pid } = child;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    signal(pid, 'SIGTERM');
    const timer = setTimeout(() => signal(pid, 'SIGKILL'), POLITE_MS);
    await ended;
    clearTimeout(timer);
  }

  /** Ends all that live, and starts nothing any more. */
  async endAll(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.living.values()].map((child) => this.end(child)));
    process.off('exit', this.atExit);
  }

  private signalAll(name: NodeJS.Signals): void {
    for (const pid of this.living.keys()) signal(pid, name);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch (error) {
    // A group that is gone needs no signal.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
