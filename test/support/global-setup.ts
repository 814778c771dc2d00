import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { runMigrations } from '../../src/platform/db/data-source.js';
import { removeEmbedded, startEmbedded } from '../../src/platform/embedded/index.js';

const FOLDER = join(import.meta.dirname, '..', '..', '.data');
const TEMPLATE = 'tpl';

/**
 * Starts PostgreSQL and Valkey once for all files of a project in vitest.config.ts, in a folder of its own, so that several
 * runs can go on at once, and migrates the database `tpl` that every test file clones.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandoned();
  const dataDir = mkdtempSync(join(FOLDER, `test-${process.pid}-`));
  const servers = await startEmbedded({
    dataDir,
    needPostgres: true,
    needRedis: true,
    fsync: false,
    log: () => undefined,
    onExit: (why) => {
      process.stderr.write(`The test servers ended: ${why}\n`);
      process.exit(1);
    },
  });
  const { databaseUrl, redisUrl } = servers;
  if (databaseUrl === null || redisUrl === null) throw new Error('The test servers have no address');

  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  const template = new URL(databaseUrl);
  template.pathname = `/${TEMPLATE}`;
  await runMigrations(template.href);

  project.provide('pgUrl', databaseUrl);
  project.provide('redisUrl', redisUrl);
  return async () => {
    await servers.stop();
    await removeEmbedded(dataDir);
  };
}

/** A run that was killed could not tidy up. */
async function removeAbandoned(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  for (const name of readdirSync(FOLDER)) {
    const pid = /^test-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await removeEmbedded(join(FOLDER, name));
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
