import { DataSource, type DataSourceOptions } from 'typeorm';
import * as migrations from '../../../migrations/index.js';
import { Connections } from './connections.js';

/** Advisory lock that lets one process migrate while the others wait. */
const MIGRATION_LOCK = 7_205_759_403;

export function dataSourceOptions(
  databaseUrl: string,
  poolSize: number,
  connections = new Connections(),
): DataSourceOptions {
  return {
    type: 'postgres',
    url: databaseUrl,
    migrations: Object.values(migrations),
    migrationsTransactionMode: 'each',
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    poolSize,
    connectTimeoutMS: 3_000,
    applicationName: 'delivery-loop',
    logging: false,
    extra: {
      Client: connections.Client,
      statement_timeout: 60_000,
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
    },
  };
}

/** Brings the schema up to date; several processes may call it at once. Returns the names of what was applied. */
export async function runMigrations(databaseUrl: string): Promise<string[]> {
  const source = new DataSource({ ...dataSourceOptions(databaseUrl, 2) } as DataSourceOptions);
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query(`set statement_timeout = 0`);
    await lock.query(`select pg_advisory_lock($1)`, [MIGRATION_LOCK]);
    const applied = await source.runMigrations();
    await lock.query(`select pg_advisory_unlock($1)`, [MIGRATION_LOCK]);
    return applied.map((migration) => migration.name);
  } finally {
    await lock.release();
    await source.destroy();
  }
}
