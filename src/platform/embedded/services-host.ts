import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError } from './embedded-error.js';
import type { FolderLock } from './folder-lock.js';
import { stopLeftover } from './postgres-data.js';

/** What the helper process is to run; it gets this as the first line of its input. */
export interface HostPlan {
  readonly lockFile: string;
  readonly postgres: {
    readonly program: string;
    /** All but the port, which the helper chooses. */
    readonly args: string[];
    readonly env: Record<string, string>;
    readonly uid: number | null;
    readonly gid: number | null;
    readonly logFile: string;
    readonly data: string;
  } | null;
  readonly valkey: { readonly password: string } | null;
}

export interface HostPorts {
  readonly postgresPort: number | null;
  readonly valkeyPort: number | null;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

const STOPS_WITHIN_MS = 30_000;

/**
 * The helper process that owns both servers. Its input is a pipe from this program: when that closes, for whatever
 * reason, the helper stops the servers and ends. So no server outlives the program, not even after `kill -9`.
 */
export class ServicesHost {
  private stopping: Promise<void> | null = null;

  private constructor(
    private readonly child: Child,
    private readonly ended: Promise<string>,
    private readonly data: string | null,
    readonly ports: HostPorts,
  ) {}

  /** Starts helper and servers; resolves when both accept connections. */
  static async start(
    plan: HostPlan,
    lock: FolderLock,
    options: { log: (line: string) => void; onExit: (why: string) => void },
  ): Promise<ServicesHost> {
    const child: Child = spawn(process.execPath, ['--no-warnings', hostProgram()], {
      detached: true,
      cwd: '/',
      env: { PATH: process.env['PATH'] ?? '' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2_000);
    });
    child.stdin.on('error', () => undefined);
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('close', (code, killed) =>
        resolve(said.trim().replaceAll(/\s*\n\s*/g, ' | ') || `ended with ${killed ?? code}`),
      );
    });
    if (child.pid !== undefined) lock.handTo(child.pid);
    child.stdin.write(`${JSON.stringify(plan)}\n`);

    const data = plan.postgres?.data ?? null;
    const ports = await Promise.race([readPorts(child, options.log), ended]);
    if (typeof ports === 'string') throw new EmbeddedError(`The embedded servers do not start: ${ports}`);
    const host = new ServicesHost(child, ended, data, ports);
    host.letGo();
    void ended.then(async (why) => {
      if (host.stopping !== null) return;
      if (data !== null) await stopLeftover(data);
      lock.release();
      options.onExit(why);
    });
    return host;
  }

  stop(): Promise<void> {
    this.stopping ??= this.end();
    return this.stopping;
  }

  private async end(): Promise<void> {
    this.child.ref();
    this.child.stdin.end();
    const patience = new AbortController();
    const slow = sleep(STOPS_WITHIN_MS, true, { signal: patience.signal }).catch(() => false);
    const late = await Promise.race([this.ended.then(() => false), slow]);
    patience.abort();
    if (!late) return;
    this.child.kill('SIGKILL');
    if (this.data !== null) await stopLeftover(this.data);
  }

  /** The helper alone keeps no program running. */
  private letGo(): void {
    this.child.unref();
    for (const stream of [this.child.stdin, this.child.stdout, this.child.stderr]) {
      if ('unref' in stream && typeof stream.unref === 'function') stream.unref();
    }
  }
}

/** The helper says one line of JSON when ready, or notes before; Valkey writes its own log between. */
async function readPorts(child: Child, log: (line: string) => void): Promise<HostPorts> {
  const lines = createInterface({ input: child.stdout });
  const ports = await new Promise<HostPorts>((resolve) => {
    lines.on('line', (line) => {
      if (!line.startsWith('{"')) return;
      const said: { note?: string; postgresPort?: number | null; valkeyPort?: number | null } = JSON.parse(line);
      if (said.note !== undefined) log(said.note);
      else resolve({ postgresPort: said.postgresPort ?? null, valkeyPort: said.valkeyPort ?? null });
    });
  });
  lines.removeAllListeners('line');
  lines.close();
  child.stdout.resume();
  return ports;
}

/** Plain JavaScript in bin/, so that it runs the same from sources and from the build. */
function hostProgram(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const program = join(folder, 'bin', 'services-host.js');
    if (existsSync(program)) return program;
    if (dirname(folder) === folder)
      throw new EmbeddedError('bin/services-host.js is missing: install the program anew.');
  }
}
