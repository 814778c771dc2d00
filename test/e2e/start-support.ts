import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, existsSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbedded } from '../../src/platform/embedded/index.js';
import { commandOf, markOf } from '../../src/platform/embedded/process-table.js';

export const ROOT = join(import.meta.dirname, '..', '..');
export const ADMIN = 'start-test-admin-token-0123';

/** One run of `npm start` without npm: npm would stand between the test's signals and the program. */
export class Program {
  readonly child: ChildProcess;
  output = '';
  private readonly ended: Promise<number | string>;

  constructor(
    readonly dataDir: string,
    env: Record<string, string> = {},
    options: { role?: string; uid?: number } = {},
  ) {
    this.child = spawn(process.execPath, [join(ROOT, 'bin', 'start.js'), options.role ?? 'all'], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'] ?? '',
        PORT: '0',
        LOOP_DATA_DIR: dataDir,
        LOOP_ADMIN_TOKEN: ADMIN,
        LOOP_LOG_LEVEL: 'warn',
        ...env,
      },
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    });
    const listen = (chunk: Buffer): void => {
      this.output += chunk.toString();
    };
    this.child.stdout?.on('data', listen);
    this.child.stderr?.on('data', listen);
    this.ended = new Promise((resolve) =>
      this.child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown')),
    );
  }

  /** The address that it prints when it is ready. */
  async ready(within = 60_000): Promise<string> {
    const found = await waitFor(() => /ready at (http:\S+)/.exec(this.output)?.[1] ?? this.exitOr(null), within);
    if (!found.startsWith('http')) throw new Error(`The program ended: ${this.output}`);
    return found;
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  exit(): Promise<number | string> {
    return this.ended;
  }

  private exitOr(otherwise: null): string | null {
    return this.child.exitCode === null && this.child.signalCode === null ? otherwise : 'ended';
  }
}

/** The processes of the servers: the helper, and PostgreSQL if it runs. */
export function serverPids(dataDir: string): number[] {
  const pids: number[] = [];
  const lock = join(dataDir, 'services.lock');
  if (existsSync(lock)) {
    const host = /"host":\{"pid":(\d+)/.exec(readFileSync(lock, 'utf8'))?.[1];
    if (host !== undefined) pids.push(Number(host));
  }
  const postmaster = join(dataDir, 'postgres', 'postmaster.pid');
  if (existsSync(postmaster)) pids.push(Number.parseInt(readFileSync(postmaster, 'utf8'), 10));
  return pids;
}

/** Those that still live, told by their command lines. */
export function living(pids: number[]): number[] {
  return pids.filter((pid) => markOf(pid) !== null && /services-host|postgres/.test(commandOf(pid)));
}

export async function waitFor<T>(probe: () => T | null, within = 15_000): Promise<T> {
  const end = performance.now() + within;
  for (;;) {
    const value = probe();
    if (value !== null) return value;
    if (performance.now() > end) throw new Error('It did not come in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Data folders and programs of one test file, all gone at its end. */
export class Stage {
  private readonly folders: string[] = [];
  private readonly programs: Program[] = [];
  private readonly servers: Server[] = [];

  folder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'loop-start-'));
    this.folders.push(folder);
    return folder;
  }

  start(...args: ConstructorParameters<typeof Program>): Program {
    const program = new Program(...args);
    this.programs.push(program);
    return program;
  }

  takenPort(): Promise<number> {
    return new Promise((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
      this.servers.push(server);
    });
  }

  async clear(): Promise<void> {
    for (const server of this.servers) server.close();
    for (const program of this.programs) {
      program.kill('SIGKILL');
      await program.exit();
    }
    for (const folder of this.folders) {
      await waitFor(() => (living(serverPids(folder)).length === 0 ? true : null), 30_000);
      await removeEmbedded(folder);
    }
  }
}

/** The program under test is the build; make it where it is missing. */
export function buildIfMissing(): void {
  if (existsSync(join(ROOT, 'dist', 'src', 'main.js'))) return;
  const built = spawnSync('npm', ['run', '-s', 'build'], { cwd: ROOT, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`${built.stdout}${built.stderr}`);
}
