import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { runMigrations } from '../../src/platform/db/data-source.js';
import { postgresBinaries } from '../../src/platform/embedded/postgres-binaries.js';
import { keepPassword, prepareCluster, serverEnv } from '../../src/platform/embedded/postgres-data.js';
import { giveTo, letIn, serverUser, type ServerUser } from '../../src/platform/embedded/server-user.js';
import { freePort, startRedis, type TestRedis } from './redis.js';

const ROOT = join(import.meta.dirname, '..', '..');
export const ADMIN = 'fault-test-admin-token-0123';
export const WEBHOOK_SECRET = 'fault-test-webhook-secret';

/** One process of the build. Its output is kept, to be shown when a test fails. */
export class Program {
  output = '';
  url = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | string>;

  constructor(
    private readonly role: 'api' | 'worker',
    env: Record<string, string>,
  ) {
    this.child = spawn(process.execPath, [join(ROOT, 'bin', 'start.js'), role], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] ?? '', PORT: '0', LOOP_LOG_LEVEL: 'warn', LOOP_RATE_LIMIT: '1000000', ...env },
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

  async ready(within = 60_000): Promise<this> {
    const line = this.role === 'api' ? /ready at (http:\S+)/ : /worker is (ready)/;
    const end = performance.now() + within;
    while (performance.now() < end) {
      const found = line.exec(this.output)?.[1];
      if (found !== undefined) {
        this.url = found;
        return this;
      }
      if (this.child.exitCode !== null || this.child.signalCode !== null) break;
      await sleep(20);
    }
    throw new Error(`The ${this.role} is not ready: ${this.output}`);
  }

  /** Sends a signal and tells how the process ended. */
  async end(signal: NodeJS.Signals): Promise<number | string> {
    this.child.kill(signal);
    return this.ended;
  }

  exit(): Promise<number | string> {
    return this.ended;
  }
}

/** A PostgreSQL that a test stops and starts again on the same port and data. */
export class TestPostgres {
  private server: ChildProcess | null = null;

  private constructor(
    private readonly folder: string,
    private readonly program: string,
    private readonly user: ServerUser | null,
    private readonly port: number,
    readonly url: string,
  ) {}

  static async create(): Promise<TestPostgres> {
    const folder = mkdtempSync(join(tmpdir(), 'loop-faults-'));
    const data = join(folder, 'postgres');
    const user = serverUser(data);
    letIn(user, folder);
    const binaries = postgresBinaries(folder, user, () => undefined);
    const { password, fresh } = keepPassword(folder);
    await prepareCluster({ binaries, data, base: folder, user, fsync: false }, password, fresh);
    giveTo(user, data);
    const port = await freePort();
    const url = `postgres://loop:${password}@127.0.0.1:${port}/loop`;
    const server = new TestPostgres(folder, join(binaries, 'bin', 'postgres'), user, port, url);
    await server.start();
    return server;
  }

  /** Starts it and waits until it takes connections; sessions of a killed one may still be going away. */
  async start(): Promise<void> {
    if (this.server !== null) return;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.tryStart();
      } catch (error) {
        this.server = null;
        if (attempt >= 20) throw error;
        await sleep(250);
      }
    }
  }

  private async tryStart(): Promise<void> {
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'fsync=off'];
    const child = spawn(
      this.program,
      ['-D', join(this.folder, 'postgres'), '-p', String(this.port), ...settings.flatMap((setting) => ['-c', setting])],
      {
        cwd: '/',
        env: serverEnv(),
        stdio: ['ignore', 'ignore', 'pipe'],
        ...(this.user === null ? {} : { uid: this.user.uid, gid: this.user.gid }),
      },
    );
    this.server = child;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      child.stderr?.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-4_000);
        if (said.includes('ready to accept connections')) resolve();
      });
      child.once('exit', () => reject(new Error(`PostgreSQL ended: ${said}`)));
    });
  }

  /** SIGINT: an orderly stop that ends every session. SIGKILL: a crash, of its sessions too. */
  async stop(signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server === null || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  }

  /** Every process of it stands still: connections are accepted, and nothing is ever answered. */
  pause(): void {
    this.signalAll('SIGSTOP');
  }

  resume(): void {
    this.signalAll('SIGCONT');
  }

  private signalAll(signal: 'SIGSTOP' | 'SIGCONT'): void {
    const pid = this.server?.pid;
    if (pid === undefined) return;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    for (const one of [pid, ...children.map(Number)]) {
      try {
        process.kill(one, signal);
      } catch (error) {
        // A session that ended meanwhile needs no signal.
        if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
      }
    }
  }

  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** PostgreSQL, Valkey and processes of one test file, all gone at its end. */
export class Stage {
  private readonly programs: Program[] = [];
  /** The data folder of every process of this world. */
  dataDir = '';
  private databaseUrl: string;
  private readonly folders: string[] = [];
  private worlds = 0;

  private constructor(
    readonly postgres: TestPostgres,
    readonly redis: TestRedis,
  ) {
    this.databaseUrl = postgres.url;
    this.dataDir = this.freshFolder();
    // A test runner that is stopped takes its servers with it.
    process.once('exit', () => {
      for (const program of this.programs) void program.end('SIGKILL');
      void postgres.stop('SIGKILL');
    });
  }

  static async create(): Promise<Stage> {
    const postgres = await TestPostgres.create();
    await runMigrations(postgres.url);
    return new Stage(postgres, await startRedis());
  }

  /** Ends every process; the next ones begin on an empty database and queue. */
  async fresh(): Promise<void> {
    await Promise.all(this.programs.splice(0).map((program) => program.end('SIGKILL')));
    this.databaseUrl = this.postgres.url;
    this.worlds += 1;
    this.dataDir = this.freshFolder();
    await this.sql(`create database world_${this.worlds} template loop`);
    const url = new URL(this.postgres.url);
    url.pathname = `/world_${this.worlds}`;
    this.databaseUrl = url.toString();
  }

  /** Begins one process; it may not be ready yet. */
  begin(role: 'api' | 'worker', env: Record<string, string> = {}): Program {
    const program = new Program(role, {
      DATABASE_URL: this.databaseUrl,
      REDIS_URL: this.redis.url,
      LOOP_REDIS_PREFIX: `world-${this.worlds}`,
      LOOP_DATA_DIR: this.dataDir,
      LOOP_ADMIN_TOKEN: ADMIN,
      LOOP_GITHUB_WEBHOOK_SECRET: WEBHOOK_SECRET,
      ...env,
    });
    this.programs.push(program);
    return program;
  }

  start(role: 'api' | 'worker', env?: Record<string, string>): Promise<Program> {
    return this.begin(role, env).ready();
  }

  private freshFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'loop-world-'));
    this.folders.push(folder);
    return folder;
  }

  async sql<R extends object>(sql: string, params: unknown[] = []): Promise<R[]> {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      return (await client.query<R>(sql, params)).rows;
    } finally {
      await client.end();
    }
  }

  /** Waits until the outbox is drained and DORA has no dirty work; returns the milliseconds it took. */
  async settled(within = 20_000): Promise<number> {
    const began = performance.now();
    for (;;) {
      const [row] = await this.sql<{ waiting: number; dead: number }>(
        `select (select count(*)::int from outbox_deliveries where done_at is null and dead_at is null)
              + (select count(*)::int from dora_dirty) as waiting,
           (select count(*)::int from outbox_deliveries where dead_at is not null) as dead`,
      );
      const took = performance.now() - began;
      if (row?.dead !== 0) throw new Error(`${row?.dead} jobs are dead`);
      if (row.waiting === 0) return took;
      if (took > within) throw new Error(`${row.waiting} pieces of work still wait\n${this.outputs()}`);
      await sleep(100);
    }
  }

  outputs(): string {
    return this.programs.map((program) => program.output.slice(-3_000)).join('\n---\n');
  }

  async clear(): Promise<void> {
    await Promise.all(this.programs.map((program) => program.end('SIGKILL')));
    await this.redis.stop();
    await this.postgres.remove();
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
  }
}
