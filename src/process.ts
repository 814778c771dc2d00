import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import { FirstAdminService } from './identity/index.js';
import {
  adminTokenOf,
  type AppConfig,
  createHttpApp,
  createLog,
  createWorkerApp,
  databaseOf,
  isConnectionLoss,
  keptSecretKey,
  type Kept,
  parseConfig,
  readKept,
  runMigrations,
  SettingsError,
  EmbeddedError,
  startEmbedded,
  sqlState,
  standbyFolder,
  StandbyRefused,
  type Role,
} from './platform/index.js';
import { readyLines } from './ready-lines.js';

/** A stop that takes longer has met something that hangs; ending is better than waiting for ever. */
const STOP_WITHIN_MS = 20_000;
const DATABASE_WITHIN_MS = 6_000;

interface Started {
  config: AppConfig;
  log: Logger;
  madeToken: { token: string; file: string } | null;
  /** The database is not there yet; what was kept on disk is served. */
  away: boolean;
  stopServices: () => Promise<void>;
}

/** Runs the HTTP API, and the worker beside it where the role says so, until a signal. */
export async function runApi(role: Role): Promise<void> {
  await guarded(async () => {
    const started = await prepare(role);
    let app: NestFastifyApplication | null = null;
    try {
      app = await createHttpApp(AppModule.with(started.config, undefined, started.away), started.config, started.log);
      const running = app;
      endOnSignal(started, () => running.close());
      await app.listen(started.config.port, started.config.host);
      const address = app.getHttpServer().address();
      const port = typeof address === 'object' && address !== null ? address.port : started.config.port;
      const firstRun = !started.away && (await app.get(FirstAdminService).isFirstRun());
      for (const line of readyLines(started.config, port, started.madeToken, firstRun))
        process.stdout.write(`${line}\n`);
    } catch (error) {
      await app?.close();
      await started.stopServices();
      throw error;
    }
  });
}

/** Runs the worker alone until a signal. */
export async function runWorker(): Promise<void> {
  await guarded(async () => {
    const started = await prepare({ api: false, worker: true });
    try {
      const app = await createWorkerApp(AppModule.with(started.config), started.log);
      endOnSignal(started, () => app.close());
      process.stdout.write('Delivery Loop worker is ready\n');
    } catch (error) {
      await started.stopServices();
      throw error;
    }
  });
}

async function prepare(role: Role): Promise<Started> {
  const settings = parseConfig(process.env, role);
  if (role.api) await requireFreePort(settings.port, settings.host);
  const log = createLog(settings.logLevel);
  const embedded =
    settings.databaseUrl !== null && settings.redisUrl !== null
      ? null
      : await startEmbedded({
          dataDir: settings.dataDir,
          needPostgres: settings.databaseUrl === null,
          needRedis: settings.redisUrl === null,
          log: (line) => process.stdout.write(`${line}\n`),
          onExit: (why) => {
            process.stderr.write(`Delivery Loop stops: ${why}\n`);
            process.exit(1);
          },
        });
  const stopServices = async (): Promise<void> => embedded?.stop();
  try {
    const databaseUrl = settings.databaseUrl ?? embedded?.databaseUrl ?? '';
    const applied = await migratedOrAway(databaseUrl, settings);
    if (applied === null)
      log.warn({ context: 'Process' }, 'PostgreSQL is away: this process serves what was kept on disk');
    else if (applied.length > 0) log.info({ context: 'Migrations', applied }, 'The schema was brought up to date');
    // Only a process that serves people makes a token; a worker alone needs none.
    const admin = role.api ? adminTokenOf(settings.adminToken, settings.dataDir) : null;
    // Processes on one database must share the key, so it is kept in a folder only where that holds the database too.
    const madeKey = role.api && settings.databaseUrl === null && settings.secretKey === null;
    const config = settings.with({
      databaseUrl,
      redisUrl: settings.redisUrl ?? embedded?.redisUrl ?? null,
      adminToken: admin?.token ?? null,
      secretKey: madeKey ? keptSecretKey(settings.dataDir) : settings.secretKey,
    });
    const madeToken = admin?.made ? { token: admin.token, file: admin.file } : null;
    return { config, log, stopServices, madeToken, away: applied === null };
  } catch (error) {
    await stopServices();
    throw error;
  }
}

/** Null: the database is away, and there is a ruleset on disk that an API process can serve meanwhile. */
async function migratedOrAway(databaseUrl: string, settings: AppConfig): Promise<string[] | null> {
  try {
    return await migrated(databaseUrl);
  } catch (error) {
    if (!(error instanceof DatabaseRefused && error.lost) || !settings.role.api || settings.databaseUrl === null)
      throw error;
    const kept = keptRuleset(error, settings.dataDir, databaseUrl);
    if (kept === null) throw error;
    return null;
  }
}

function keptRuleset(refused: DatabaseRefused, dataDir: string, databaseUrl: string): Kept | null {
  try {
    return readKept(standbyFolder(dataDir), 'flags', databaseOf(databaseUrl));
  } catch (error) {
    if (error instanceof StandbyRefused) throw new StandbyRefused(`${refused.message} ${error.message}.`);
    throw error;
  }
}

/** A database that is still coming up is waited for, but not for long. */
async function migrated(databaseUrl: string): Promise<string[]> {
  const end = performance.now() + DATABASE_WITHIN_MS;
  for (;;) {
    try {
      return await runMigrations(databaseUrl);
    } catch (error) {
      const lost = isConnectionLoss(error);
      if (lost && performance.now() < end) await sleep(300);
      else if (lost || /^(28|3D)/.test(sqlState(error) ?? '')) throw new DatabaseRefused(databaseUrl, error);
      else throw error;
    }
  }
}

class DatabaseRefused extends Error {
  /** It is away, rather than refusing us. */
  readonly lost: boolean;

  constructor(databaseUrl: string, cause: unknown) {
    const { host, pathname } = new URL(databaseUrl);
    const why = (cause instanceof Error && cause.message) || sqlState(cause) || String(cause);
    super(`PostgreSQL at ${host}${pathname} cannot be used (${why}): start it, or correct DATABASE_URL.`);
    this.lost = isConnectionLoss(cause);
  }
}

/** A taken port is found out before anything else is started. */
async function requireFreePort(port: number, host: string): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function endOnSignal(started: Started, close: () => Promise<void>): void {
  let ending = false;
  const end = (signal: string): void => {
    if (ending) return;
    ending = true;
    started.log.info({ context: 'Process' }, `${signal}: no new work is taken, work in flight ends`);
    setTimeout(() => {
      started.log.error({ context: 'Process' }, `Still not stopped after ${STOP_WITHIN_MS} ms; ending all the same`);
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    close()
      .then(() => started.stopServices())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          started.log.error({ context: 'Process' }, `The stop failed: ${String(error)}`);
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
}

/** A start that fails says why in one clear line and ends with 1. */
async function guarded(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
}

function explain(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    const port = 'port' in error ? String(error.port) : 'asked for';
    return `Port ${port} is taken by another program; stop it, or choose another with PORT=…`;
  }
  if (error instanceof Error && 'code' in error && error.code === 'EACCES' && 'port' in error) {
    return `Port ${String(error.port)} may not be used by this user; choose one above 1023 with PORT=…`;
  }
  if (error instanceof EmbeddedError || error instanceof StandbyRefused || error instanceof DatabaseRefused)
    return error.message;
  return error instanceof Error ? `Delivery Loop could not start: ${error.stack ?? error.message}` : String(error);
}
